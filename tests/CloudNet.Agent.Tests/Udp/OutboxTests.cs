using CloudNet.Agent.Udp.Peers;
using CloudNet.Agent.Udp.Wire;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>Packets that go out together are those that the kernel can cut apart again.</summary>
public sealed class OutboxTests
{
    private static readonly Peer[] Peers = [new(new(1, 1)), new(new(2, 1))];

    [Fact]
    public void Messages_cut_at_their_segment_length_are_the_packets_that_were_put_in() =>
        Gen.Select(Gen.Select(Gen.Int[0, 1], Gen.Frequency((5, Gen.Const(1400)), (1, Gen.Int[20, 9000]))).List[0, 300], Gen.Bool).Sample((packets, cuts) =>
    {
        var box = new Outbox { Cuts = cuts };
        var kept = packets.TakeWhile(packet => TryPut(box, packet.Item1, packet.Item2)).ToList();
        List<(int, int)> sent = [];
        foreach (var run in box.Runs)
        {
            if (run.Count > 1 && (run.Length > Outbox.LongestMessage || run.Count > Outbox.MostSegments || !cuts)) return false;
            for (var offset = 0; offset < run.Length; offset += run.Segment)
                sent.Add((Array.IndexOf(Peers, run.Peer), Math.Min(run.Segment, run.Length - offset)));
        }
        return sent.SequenceEqual(kept);
    }, iter: 5_000);

    [Fact]
    public void A_whole_packet_of_the_kernel_cut_to_forty_is_one_message()
    {
        var box = new Outbox();
        for (var at = 0; at < 40; at++) Assert.True(TryPut(box, 0, at == 39 ? 100 : 1452));
        Assert.Equal((40, 1), (box.Runs[0].Count, box.Runs.Length));
        box.Clear();
        Assert.Equal((0, 0), (box.Used, box.Runs.Length));
    }

    private static bool TryPut(Outbox box, int peer, int length)
    {
        if (!box.TryReserve(length, out var room)) return false;
        Assert.Equal(length, room.Length);
        box.Keep(Peers[peer], length);
        return true;
    }
}
