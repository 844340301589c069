using System.Collections.Immutable;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Policies;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Agent.Policies;
using CloudNet.Agent.Tables;
using CloudNet.Contracts.Policies;
using CsCheck;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Policies;

public sealed class PolicyCountsTests
{
    private static readonly CountedBy Web = new(Sample.Dual.Id, Policed.Id(1), PolicyDirection.Ingress), Rest = new(Sample.Dual.Id, null,
        PolicyDirection.Egress);
    private static readonly ImmutableDictionary<string, CountedBy> Both = ImmutableDictionary<string, CountedBy>.Empty.Add("web", Web).Add("rest", Rest);

    [Fact]
    public void What_was_counted_before_it_began_is_not_told_and_what_a_table_took_along_stays()
    {
        var counts = new PolicyCounts(DateTimeOffset.UnixEpoch);
        Assert.Empty(counts.Take(Both, [new("web", 7, 700), new("other", 1, 1)]));
        Assert.Equal([new(Sample.Dual.Id, PolicyDirection.Ingress, 2, 200, DateTimeOffset.UnixEpoch, Policed.Id(1))], counts.Take(Both, [new("web", 9, 900),
            new("rest", 0, 0)]));
        Assert.Equal([(3L, 300L), (2L, 200L)], Told(counts.Take(Both, [new("web", 9, 900), new("rest", 3, 300)]))); // new since: from its beginning
        Assert.Equal([(3L, 300L), (6L, 600L)], Told(counts.Take(Both, [new("web", 4, 400)]))); // made anew
        Assert.Equal([(3L, 300L), (7L, 700L)], Told(counts.Take(Both, [new("web", 5, 500)])));
        Assert.Equal([(7L, 700L)], Told(counts.Take(Both.Remove("rest"), [new("web", 5, 500), new("rest", 9, 900)])));
        // Its counter was gone and begins anew; what it had counted is not forgotten.
        Assert.Equal([(5L, 500L), (7L, 700L)], Told(counts.Take(Both, [new("web", 5, 500), new("rest", 2, 200)])));
    }

    [Fact]
    public void No_count_goes_down() => Gen.Int[0, 5].Array[1, 30].Sample(steps =>
    {
        var (counts, raw, last) = (new PolicyCounts(DateTimeOffset.UnixEpoch), 3L, 0L);
        counts.Take(Both, [new("web", raw, raw)]);
        foreach (var step in steps)
        {
            raw = step == 0 ? 0 : raw + step;
            var now = Told(counts.Take(Both, [new("web", raw, raw)])).Sum(one => one.Packets);
            Assert.InRange(now, last, last + step);
            last = now;
        }
    });

    [Fact]
    public void A_counter_is_asked_for_and_read_as_the_kernel_tells_it()
    {
        Assert.Equal(
            "30000000" + "130a" + "0103" + "00000000" + "00000000" + "01000000" + "14000100" + "636c6f75646e65742d706f6c69637900" + "08000300" + "00000001",
            Convert.ToHexStringLower(CounterMessage.List(PolicyNames.Table)));
        var body = "120a" + "0200" + "00000000" + "00000000" + "01000000" + "0800020077656200"
            + "1c000480" + "0c000100" + "00000000000002bc" + "0c000200" + "0000000000000007";
        Assert.Equal(new NftCounter("web", 7, 700), Read(Convert.FromHexString($"{4 + (body.Length / 2):x2}000000{body}")));
        Assert.Null(Read(Convert.FromHexString("14000000" + "0c0a" + "0200" + "00000000" + "00000000" + "01000000")));
        Gen.Byte.Array[20, 120].Sample(bytes =>
        {
            (bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]) = ((byte)bytes.Length, 0, 0, 0, 18, 10);
            Read(bytes);
        });
    }

    private static NftCounter? Read(byte[] bytes)
    {
        ReadOnlySpan<byte> datagram = bytes;
        Assert.True(NetlinkMessage.TryTake(ref datagram, out var message));
        return CounterMessage.Read(message);
    }

    private static IEnumerable<(long Packets, long Bytes)> Told(ImmutableArray<Contracts.Link.PolicyCountReport> all) => all.Select(one => (one.Packets,
        one.Bytes));
}
