using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Networks;
using Xunit;

namespace CloudNet.Domain.Tests.Networks;

/// <summary>What a network's way across becomes when some of it is asked to be otherwise.</summary>
public sealed class PlaneChangeRulesTests
{
    private static readonly LeasedNetwork Blue = LeasedNetwork.WithDefaultBounds("blue", IPNetwork.Parse("10.100.0.0/16"), 24);
    private static readonly DataPlane Vxlan = new(NetworkDriver.Vxlan, 5, 4789);
    private static readonly DataPlane Wireguard = new(NetworkDriver.Wireguard, 5, 51820, KeyGeneration: 1);

    [Fact]
    public void What_is_so_already_changes_nothing()
    {
        Assert.Equal(Vxlan, Parse(new(), Vxlan));
        Assert.Equal(Vxlan, Parse(new("vxlan", Port: 4789, Encrypted: false), Vxlan));
        Assert.Equal(Wireguard, Parse(new("wireguard", Port: 51820), Wireguard));
        Assert.Equal(Vxlan with { Mtu = 1400 }, Parse(new(Nat: false), Vxlan with { Mtu = 1400 }));
    }

    [Fact]
    public void What_is_left_out_stays()
    {
        var direct = Vxlan with { Mtu = 1400, DirectRouting = true, Port = 4790 };
        Assert.Equal(direct with { Vni = 0, Mtu = 1380 }, Parse(new(Mtu: 1380), direct));
        Assert.Equal(direct with { Vni = 0, Mtu = null }, Parse(new(Mtu: 0), direct));
        Assert.Equal(direct with { Vni = 0, Port = 4789 }, Parse(new(Port: 4789), direct));
    }

    [Fact]
    public void Another_driver_has_its_own_port_and_no_direct_routing() => Assert.Equal(
        new DataPlane(NetworkDriver.Udp, 0, 8285, 1400), Parse(new("udp"), Vxlan with { Mtu = 1400, DirectRouting = true }));

    /// <summary>Both ways are on a host while it changes.</summary>
    [Fact]
    public void A_port_that_is_one_ways_alone_is_not_the_others()
    {
        Assert.Equal(Wireguard with { Vni = 0, Port = 51821, Mtu = 1380 }, Parse(new(Mtu: 1380), Wireguard));
        Assert.Equal(Wireguard with { Vni = 0, Port = 51821, KeyGeneration = 2 }, Parse(new(), Wireguard, rotates: true));
        Assert.Equal(new DataPlane(NetworkDriver.Vxlan, 0, 51820, Encrypted: true, KeyGeneration: 1), Parse(new(Encrypted: true), Vxlan));
        Assert.Contains("has the UDP port 51820", Refused(new("udp", Port: 51820), Wireguard), StringComparison.Ordinal);
        var other = new OtherNetwork("red", IPNetwork.Parse("10.101.0.0/16"), Vxlan with { Vni = 6 }, new(Wireguard with { Port = 51821 }));
        Assert.Equal(51822, Parse(new(Mtu: 1380), Wireguard, other).Port);
        // Keys are the host's, not the network's: the next is another than any network uses.
        var rotated = other with { Next = new(Wireguard with { Port = 51821, KeyGeneration = 4 }) };
        Assert.Equal(5, Parse(new(), Wireguard, rotated, rotates: true).KeyGeneration);
    }

    [Fact]
    public void A_pre_shared_key_stays_as_long_as_there_are_keys()
    {
        var shared = Wireguard with { Preshared = true };
        Assert.Equal(shared, Parse(new(), shared));
        Assert.Equal(shared with { Vni = 0, Port = 51821 }, Parse(new(Preshared: true), Wireguard));
        Assert.Equal(Wireguard with { Vni = 0, Port = 51821 }, Parse(new(Preshared: false), shared));
        var udp = new DataPlane(NetworkDriver.Udp, 0, 51821, Encrypted: true, KeyGeneration: 1, Preshared: true);
        Assert.Equal(udp, Parse(new("udp", Encrypted: true), shared));
        Assert.Equal(new DataPlane(NetworkDriver.Udp, 0, 8285), Parse(new("udp"), shared));
        Assert.Contains("A pre-shared key is WireGuard's; this is vxlan", Refused(new(Preshared: true), Vxlan), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_is_refused_all_at_once()
    {
        var said = Refused(new("wifi", Mtu: 60, Port: 70000), Vxlan);
        foreach (var word in (string[])["'wifi' is no driver", "60 was given", "70000 was given"]) Assert.Contains(word, said, StringComparison.Ordinal);
        Assert.Contains("has no keys", Refused(new(), Vxlan, rotates: true), StringComparison.Ordinal);
    }

    private static DataPlane Parse(ChangeNetwork request, DataPlane now, OtherNetwork? other = null, bool rotates = false)
    {
        var parsed = PlaneChangeRules.Parse(request, Blue, now, other is null ? [] : [other], rotates);
        Assert.False(parsed.IsRefused(out var refusal, out var plane), refusal?.Detail);
        return plane;
    }

    private static string Refused(ChangeNetwork request, DataPlane now, bool rotates = false)
    {
        Assert.True(PlaneChangeRules.Parse(request, Blue, now, [], rotates).IsRefused(out var refusal, out _));
        return refusal.Detail;
    }
}
