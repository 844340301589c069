using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Udp.Peers;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>The longest prefix has an address, as a look at each would find.</summary>
public sealed class PrefixTableTests
{
    // Few bits are free, so that prefixes lie within each other and side by side, at both ends of the numbers, too.
    private static Gen<IPAddress> Address(bool six) =>
        from high in Gen.Int[0, 2]
        from low in Gen.Int[0, 255]
        select six
            ? IPAddress.Parse(high switch { 0 => $"::{low:x}", 1 => $"fd00::{low:x}:0", _ => $"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff{low:x2}" })
            : IPAddress.Parse(high switch { 0 => $"0.0.0.{low}", 1 => $"10.5.{low}.0", _ => $"255.255.255.{low}" });

    private static Gen<IPNetwork> Network(bool six) =>
        from address in Address(six)
        from length in Gen.Frequency((1, Gen.Int[0, six ? 128 : 32]), (4, six ? Gen.Int[104, 128] : Gen.Int[20, 32]))
        select AddressNumber.Subnet(address, length);

    [Fact]
    public void Any_table_answers_as_a_look_at_each_prefix_does() =>
        (from six in Gen.Bool
         from prefixes in Network(six).List[0, 30]
         from asked in Address(six).List[1, 30]
         select (prefixes.Distinct().ToList(), asked)).Sample((prefixes, asked) =>
    {
        var owned = prefixes.Select((prefix, at) => (prefix, new Peer(new((UInt128)at + 1, 8285)))).ToList();
        var table = new PrefixTable(owned.Select(one => KeyValuePair.Create(Read(one.prefix), one.Item2)));
        return asked.Concat(prefixes.Select(prefix => prefix.BaseAddress)).All(address =>
            table.Find(AddressNumber.Of(address)) ==
            owned.Where(one => one.prefix.Contains(address)).OrderByDescending(one => one.prefix.PrefixLength).FirstOrDefault().Item2);
    }, iter: 20_000);

    [Fact]
    public void A_prefix_of_all_of_IPv6_has_no_address_of_IPv4()
    {
        var peer = new Peer(new(1, 1));
        var table = new PeerTable([peer], new Dictionary<Prefix, Peer> { [Read(IPNetwork.Parse("::/0"))] = peer });
        Assert.Null(table.Of(AddressNumber.Of(IPAddress.Parse("10.5.2.1")), isSix: false));
        Assert.Same(peer, table.Of(AddressNumber.Of(IPAddress.Parse("fd00::1")), isSix: true));
    }

    private static Prefix Read(IPNetwork network)
    {
        Assert.Null(Prefix.Read(network.ToString(), out var prefix));
        Assert.Equal(network.ToString(), prefix.ToString());
        return prefix;
    }
}
