using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Tests.Plan.Drivers;

/// <summary>Hosts with WireGuard keys and IPv6 underlays, for <see cref="Sample"/>'s networks. Host n has the key of n's.</summary>
internal static class DriverSample
{
    /// <summary>Public key of host n: 32 bytes of n.</summary>
    public static WireguardKey Key(int n) => WireguardKey.Parse(Convert.ToBase64String(Enumerable.Repeat((byte)n, 32).ToArray()), null);

    /// <summary>The view with a key of each member, used from generation 1 on.</summary>
    public static NetworkView WithKeys(this NetworkView view) => view with
    {
        Settings = view.Settings with { KeyGeneration = 1 },
        Members = view.Members.ToImmutableSortedDictionary(
            of => of.Key, of => of.Value with { Keys = [new(1, Key(int.Parse(of.Value.Name[1..], System.Globalization.CultureInfo.InvariantCulture)))] }),
    };

    /// <summary>The view with IPv6 addresses of its members' hosts.</summary>
    public static NetworkView OverIpv6(this NetworkView view) => view with
    {
        Members = view.Members.ToImmutableSortedDictionary(of => of.Key, of => of.Value with { Underlay = Ipv6(of.Value.Underlay) }),
    };

    /// <summary>Host n with its key, made by this.</summary>
    public static HostFacts Facts(int n = 1, WireguardKind kind = WireguardKind.Kernel) => Sample.Facts(n) with
    {
        Wireguard = kind, Keys = [new OwnKey(1, Key(n), "/keys/1.key")], Switch = SwitchKind.Kernel,
    };

    /// <summary>A secret that all hosts of a network share.</summary>
    public static PresharedKey Secret { get; } = PresharedKey.Of([.. Enumerable.Repeat((byte)9, 32)]);

    /// <summary>The host with that secret on disk.</summary>
    public static HostFacts Sharing(this HostFacts facts) => facts with
    {
        Preshared = ImmutableDictionary<string, string>.Empty.Add(Secret.Mark, "/keys/shared.psk"),
    };

    /// <summary>The host with an IPv6 underlay.</summary>
    public static HostFacts OverIpv6(this HostFacts facts) => facts with
    {
        UnderlayAddress = Ipv6(facts.UnderlayAddress), UnderlayNetwork = IPNetwork.Parse("fd00:124::/64"),
    };

    // 192.168.124.52 is fd00:124::52.
    private static IPAddress Ipv6(IPAddress underlay) => IPAddress.Parse($"fd00:124::{underlay.ToString().Split('.')[3]}");
}
