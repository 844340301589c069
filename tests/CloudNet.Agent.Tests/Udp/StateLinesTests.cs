using System.Text.Json;
using CloudNet.Agent.Udp.Control;
using CloudNet.Agent.Udp.Wire;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>A tunnel's state crosses the control socket as it is.</summary>
public sealed class StateLinesTests
{
    private static readonly TunnelState State = new(
        "cn-ud5", "192.168.0.1", 8285, "0.1.0", 4711, 28,
        [
            new("192.168.0.2:8285", ["10.5.2.0/24", "fd00:5:2::/64"], 1, 2, 3, 4, DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123)),
            new("[fd00::3]:8285", [], 0, 0, 0, 0, null),
        ],
        new Dictionary<string, long> { ["no-peer"] = 7, ["too-big"] = 0 });

    [Fact]
    public void What_is_written_is_read() => Assert.Equal(Json(State), Json(StateLines.Read(StateLines.Of(State))));

    [Fact]
    public void A_newer_end_may_say_more() =>
        Assert.Equal(Json(State), Json(StateLines.Read(["colour=blue", .. StateLines.Of(State), "mood=good"])));

    [Theory]
    [InlineData("link=cn-ud5")]
    [InlineData("what")]
    public void Something_else_is_refused(string line) => Assert.Throws<FormatException>(() => StateLines.Read([line]));

    [Fact]
    public void Each_reason_has_its_own_word() => Assert.Equal(Enum.GetNames<DropReason>().Select(Words), DropCounters.Names);

    private static string Words(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"-{letter}" : $"{letter}")).ToLowerInvariant();

    private static string Json(TunnelState state) => JsonSerializer.Serialize(state, TunnelJson.Default.TunnelState);
}
