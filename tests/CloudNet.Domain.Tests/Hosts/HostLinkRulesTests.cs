using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Hosts;

namespace CloudNet.Domain.Tests.Hosts;

public sealed class HostLinkRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, null, HostLinkState.NeverSeen)]
    [InlineData(true, 0, HostLinkState.Linked)]
    [InlineData(true, 45, HostLinkState.Linked)]
    [InlineData(true, 46, HostLinkState.Down)]
    [InlineData(false, 0, HostLinkState.Down)]
    public void State_is_what_was_measured(bool open, int? secondsAgo, HostLinkState state) =>
        Assert.Equal(state, HostLinkRules.State(open, secondsAgo is { } ago ? Now.AddSeconds(-ago) : null, Now));
}
