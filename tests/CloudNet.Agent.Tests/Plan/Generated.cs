using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Drivers;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CsCheck;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>Random views: sound ones that a controller would send, and wild ones that none should.</summary>
internal static class Generated
{
    /// <summary>Networks of hosts 1 to 6, each with a lease of its own; nothing in them contradicts.</summary>
    public static Gen<NetworkView[]> Sound { get; } = Gen.Select(SoundNetwork(1), SoundNetwork(2), SoundNetwork(3), Gen.Int[0, 7], (a, b, c, which) =>
        new[] { a, b, c }.Where((_, at) => (which >> at & 1) == 1).ToArray());

    /// <summary>Views in which anything may be anything.</summary>
    public static Gen<NetworkView[]> Wild { get; } = WildNetwork().Array[0, 4].Select(all => all.DistinctBy(view => view.Id).ToArray());

    /// <summary>Attachments to those, sound or not.</summary>
    public static Gen<Attachment[]> Attachments { get; } =
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 9], Gen.OneOf("/run/netns/a", "/run/netns/b", "b ad", "")).Array[0, 5].Select(all => all
            .DistinctBy(one => one.Item1)
            .Select(one => Sample.Attach(one.Item1, Sample.Network(one.Item2, Sample.Blue.Settings), $"10.{one.Item2}.1.{one.Item3}", one.Item4))
            .ToArray());

    /// <summary>Ports of a host that are mapped, some twice.</summary>
    public static Gen<PortMapping[]> Mappings { get; } =
        Gen.Select(Gen.Bool, Gen.Enum<TransportProtocol>(), Gen.Int[1, 30], Gen.Int[0, 9], Gen.Int[1, 30]).Array[0, 9].Select(all => all.Select(one =>
        {
            var (dual, protocol, first, more, target) = one;
            return new PortMapping((dual ? Sample.Dual : Sample.Classic).Id, dual ? "web1" : "web2", protocol, new(first, first + more), target);
        }).ToArray());

    private static Gen<NetworkView> SoundNetwork(int n) =>
        Gen.Select(Gen.Int[0, 63], Gen.Int[0, 3], Gen.Enum<NetworkDriver>().Where(IsKnown), Gen.Bool, Gen.Int[0, 7], Gen.Select(Gen.Bool, Gen.Bool),
            (members, shift, driver, nat, set, ranged) =>
        {
            var (small, encrypted, direct) = ((set & 1) != 0, (set & 2) != 0, (set & 4) != 0 && driver == NetworkDriver.Vxlan);
            var six = driver != NetworkDriver.Routed && ranged.Item2;
            IPNetwork[] ranges = [IPNetwork.Parse($"10.{n}.0.0/16"), IPNetwork.Parse($"11.{n}.0.0/16")];
            IPNetwork[] sixRanges = six ? [IPNetwork.Parse($"fd00:{n}::/48")] : [];
            var settings = new NetworkSettings($"n{n}", [.. ranges.Take(ranged.Item1 ? 2 : 1), .. sixRanges], driver, nat, small ? 1380 : null, 10 + n,
                Port: encrypted || driver == NetworkDriver.Wireguard ? 51820 + n : driver == NetworkDriver.Udp ? 8285 + n : null,
                Encrypted: encrypted, DirectRouting: direct, KeyGeneration: 1);
            // A peer's subnet, MAC and underlay come and go and change hands, as leases do over a long time.
            var all = Enumerable.Range(1, 6).Where(at => at == 1 || (members >> (at - 1) & 1) == 1).Select(at =>
                Sample.Member(at, Subnets(n, at == 1 ? 1 : 2 + ((at + shift) % 6), six)) with
                {
                    Mac = new MacAddress(0x0a00_0000_0010UL + (ulong)((at * 7) + (shift / 2))),
                    Underlay = Sample.Underlay(at + (at == 1 ? 0 : shift % 2 * 10)),
                    Keys = [new(1, DriverSample.Key(at + (at == 1 ? 0 : shift / 2 * 10)))],
                });
            return Sample.Network(n, settings, [.. all]);
        });

    private static bool IsKnown(NetworkDriver driver) => DriverPlan.Of(new(driver, 1)) is not null;

    private static string Subnets(int network, int subnet, bool six) =>
        $"10.{network}.{subnet}.0/24{(six ? $",fd00:{network}:0:{subnet}::/64" : "")}";

    private static Gen<NetworkView> WildNetwork() => Gen.Select(
        Gen.Int[1, 4], Gen.Enum<NetworkDriver>(), Gen.Int[-1, 3], Gen.OneOf<int?>(null, 0, 68, 9000, int.MaxValue, int.MinValue), Gen.Bool,
        Gen.Select(Range(), Range().Array[0, 2]), WildMember().Array[0, 8],
        (n, driver, vni, mtu, nat, ranges, members) => Sample.Network(
            n, new($"wild{n}", [ranges.Item1, .. ranges.Item2], driver, nat, mtu, vni), [.. members.DistinctBy(member => member.Host)]));

    private static Gen<NetworkMember> WildMember() => Gen.Select(Gen.Int[1, 6], Range(), Range().Array[0, 2], Gen.ULong, (n, underlay, subnets, mac) =>
        Sample.Member(n, "10.0.0.0/24") with
        {
            Underlay = underlay.BaseAddress, Leases = [.. subnets.Select(subnet => new MemberLease(subnet, 1))], Mac = new(mac),
        });

    private static Gen<IPNetwork> Range() => Gen.Select(Gen.OneOf(4, 4, 4, 16), Gen.Int[0, 32], Gen.Int[0, 3], (octets, length, low) =>
    {
        var address = new byte[octets];
        address[0] = 10;
        for (var bit = 8; bit < length; bit++) if ((low >> (bit % 2) & 1) == 1) address[bit / 8] |= (byte)(0x80 >> (bit % 8));
        if (length < 8) address[0] &= (byte)(0xff00 >> length);
        return new IPNetwork(new IPAddress(address), length);
    });
}
