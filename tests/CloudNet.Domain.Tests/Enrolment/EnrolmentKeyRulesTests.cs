using CloudNet.Contracts.Enrolment;
using CloudNet.Domain.Enrolment;
using CloudNet.Domain.Refusals;
using CsCheck;

namespace CloudNet.Domain.Tests.Enrolment;

public sealed class EnrolmentKeyRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_use_and_a_day_by_default()
    {
        Assert.False(EnrolmentKeyRules.Parse(new("rack 1"), []).IsRefused(out _, out var key));
        Assert.Equal((1, TimeSpan.FromDays(1)), (key.Uses, key.Lifetime));
        Assert.Empty(key.Networks);
    }

    [Fact]
    public void A_network_named_twice_counts_once()
    {
        Assert.False(EnrolmentKeyRules.Parse(new("rack 1", Networks: ["blue", "blue"]), ["blue"]).IsRefused(out _, out var key));
        Assert.Equal(["blue"], key.Networks);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        Assert.True(EnrolmentKeyRules.Parse(new("", 0, 0, ["blue", "red"]), ["blue"]).IsRefused(out var refusal, out _));
        Assert.Equal(["name", "uses", "expiresInMinutes", "networks"], refusal.Problems.Select(problem => problem.Field));
        Assert.Contains("'red'", refusal.Problems[3].Rule);
    }

    [Fact]
    public void Its_labels_are_those_of_the_request_or_none()
    {
        Assert.False(EnrolmentKeyRules.Parse(new("rack 1", Labels: new Dictionary<string, string> { ["rack"] = "1" }), []).IsRefused(out _, out var key));
        Assert.Equal([new("rack", "1")], key.Labels);
        Assert.False(EnrolmentKeyRules.Parse(new("rack 1"), []).IsRefused(out _, out key));
        Assert.Empty(key.Labels);
        Assert.True(EnrolmentKeyRules.Parse(new("", Labels: new Dictionary<string, string> { [""] = "1" }), []).IsRefused(out var refusal, out _));
        Assert.Equal(["name", "labels"], refusal.Problems.Select(problem => problem.Field));
    }

    [Theory]
    [InlineData(100_001, 1)]
    [InlineData(1, 525_601)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    public void Uses_and_time_are_bounded(int uses, int minutes) =>
        Assert.True(EnrolmentKeyRules.Parse(new("rack 1", uses, minutes), []).IsRefused(out _, out _));

    [Fact]
    public void Null_is_no_network()
    {
        Assert.True(EnrolmentKeyRules.Parse(new("rack 1", Networks: [null!, "blue"]), new Dictionary<string, int> { ["blue"] = 1 }.Keys).IsRefused(out var refusal, out _));
        Assert.Equal("networks", Assert.Single(refusal.Problems).Field);
    }

    [Fact]
    public void Too_many_networks_are_counted_not_listed()
    {
        Assert.True(EnrolmentKeyRules.Parse(new("rack 1", Networks: [.. Enumerable.Range(0, 65).Select(i => $"n{i}")]), []).IsRefused(out var refusal, out _));
        Assert.Contains("65 were given", Assert.Single(refusal.Problems).Rule);
    }

    [Theory]
    [InlineData(0, 1, 1, null)]
    [InlineData(1, 1, 1, "used up")]
    [InlineData(0, 1, 0, "expired")]
    [InlineData(1, 1, -5, "expired")]
    public void Key_lets_in_while_it_has_uses_and_time(int used, int uses, int minutesLeft, string? refusedAs)
    {
        var refusal = EnrolmentKeyRules.Admit("rack 1", used, uses, Now.AddMinutes(minutesLeft), Now);
        Assert.Equal(refusedAs is null, refusal is null);
        if (refusedAs is null) return;
        Assert.Equal(RefusalKind.Spent, refusal!.Kind);
        Assert.Contains(refusedAs, refusal.Title);
        Assert.Contains("'rack 1'", refusal.Detail);
    }

    [Fact]
    public void No_text_throws() => Gen.Select(Gen.String, Gen.Int.Nullable(), Gen.Int.Nullable(), Gen.String.Array[0, 5])
        .Sample((name, uses, minutes, networks) =>
        {
            if (!EnrolmentKeyRules.Parse(new(name, uses, minutes, networks), ["blue"]).IsRefused(out _, out var key))
                Assert.InRange(key.Uses, 1, EnrolmentKeyRules.MostUses);
        });
}
