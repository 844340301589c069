using CloudNet.Agent.Plan.Health;
using CloudNet.Contracts.Services;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Health;

public sealed class CheckStateTests
{
    private static readonly HealthCheck Check = new(HealthCheckKind.Tcp, 80, Rise: 2, Fall: 3);

    // Of checks, +: it went well, -: it did not; of states after each, U: it serves, d: it does not.
    [Theory]
    [InlineData("new", "+", "U")]
    [InlineData("new", "--+", "ddU")]
    [InlineData("new", "---+", "dddd")] // by then it is one that fails
    [InlineData("new", "---++", "ddddU")]
    [InlineData("passing", "---", "UUd")]
    [InlineData("passing", "--+--+---", "UUUUUUUUd")]
    [InlineData("passing", "---+-++", "UUddddU")]
    [InlineData("failing", "+", "d")]
    [InlineData("failing", "++", "dU")]
    [InlineData("failing", "+-++", "dddU")]
    public void It_takes_several_in_a_row(string start, string checks, string expected)
    {
        var state = start switch { "new" => CheckState.New, "passing" => CheckState.Passing, _ => CheckState.Failing };
        var states = "";
        foreach (var check in checks) states += (state = state.After(check == '+' ? null : "refused", Check)).IsPassing ? 'U' : 'd';
        Assert.Equal(expected, states);
    }

    [Fact]
    public void Of_any_checks_the_state_is_that_of_the_last_run_which_was_long_enough() => Gen.Select(Gen.Bool.Array[0, 40], Gen.Int[1, 4], Gen.Int[1, 4])
        .Sample((checks, rise, fall) =>
        {
            var check = Check with { Rise = rise, Fall = fall };
            var state = checks.Aggregate(CheckState.Passing, (state, isWell) => state.After(isWell ? null : "refused", check));
            var expected = true;
            for (var at = 0; at < checks.Length; at++)
            {
                var run = checks.Take(at + 1).Reverse().TakeWhile(one => one == checks[at]).Count();
                if (run >= (checks[at] ? rise : fall)) expected = checks[at];
            }
            return state.IsPassing == expected;
        });

    [Fact]
    public void The_reason_is_that_of_the_check_which_decided_and_is_bounded()
    {
        var state = CheckState.Passing;
        foreach (var reason in (string[])["one", "two", new string('x', 300), "four"]) state = state.After(reason, Check);
        Assert.Equal((255, '…'), (state.Reason.Length, state.Reason[^1]));
    }
}
