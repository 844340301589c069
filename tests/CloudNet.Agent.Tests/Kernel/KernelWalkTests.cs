using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>Walks over planned states in random order on a real kernel: whatever came before, each is reached.</summary>
[Trait("needs", "root")]
public sealed class KernelWalkTests
{
    private const int Steps = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Each_state_is_reached_from_any_other(int seed)
    {
        await using var wire = await Wire.CreateAsync(1, withSwitch: true);
        var web = await wire.WorkloadAsync();
        var states = States(web.Path, await wire[1].FactsAsync());
        var random = new Random(seed);
        foreach (var state in Enumerable.Range(0, Steps).Select(_ => states[random.Next(states.Length)]).Concat(states))
            await wire[1].Kernel.GoesToAsync(state);
    }

    [Fact]
    public async Task Each_random_state_is_reached()
    {
        await using var wire = await Wire.CreateAsync(1, withSwitch: true);
        var facts = await wire[1].FactsAsync();
        await Generated.Sound.SampleAsync(
            async networks => await wire[1].Kernel.GoesToAsync(Plan(facts, [.. networks.Where(IsBuildable)])), iter: Steps, threads: 1);
    }

    // In user space Open vSwitch does not send through WireGuard.
    private static bool IsBuildable(NetworkView network) => network.Settings is not { Driver: NetworkDriver.Gre, Encrypted: true };

    private static KernelState[] States(string web, HostFacts facts)
    {
        KernelState Plan(NetworkView[] networks, params Attachment[] attachments) => KernelWalkTests.Plan(facts, networks, attachments);
        var (blue, classic) = (Sample.Blue, Sample.Classic);
        var (inBlue, inClassic) = (Sample.Attach(1, blue, "10.100.1.2", web), Sample.Attach(2, classic, "172.17.1.2", web) with { InterfaceName = "eth1" });
        var inDual = Sample.Attach(1, Sample.Dual, "10.100.1.2,fd00:100:0:1::2", web);
        var inSix = Sample.Attach(3, Sample.Six, "fd00:66:0:1::2", web) with { InterfaceName = "eth2", Place = 1 };
        return
        [
            KernelState.Empty,
            Plan([blue]),
            Plan([blue.Without(2)]),
            Plan([blue.With(Sample.Member(2, "10.100.9.0/24"))]),
            Plan([blue.With(Sample.Member(2, "10.100.2.0/24") with { Mac = new(0x0a99_0000_0001), Underlay = Sample.Underlay(9) })]),
            Plan([blue.With(Sample.Member(1, "10.100.7.0/24"))]),
            Plan([blue.With(Sample.Member(1, "10.100.1.0/25"))]),
            Plan([blue.With(Sample.Member(1, "10.100.1.0/24") with { Mac = new(0x0a99_0000_0002) })]),
            Plan([blue.With(settings => settings with { Mtu = 1400, Nat = false })], inBlue),
            Plan([blue.With(settings => settings with { Vni = 8 })]),
            Plan([blue.With(settings => settings with { Driver = NetworkDriver.Routed })]),
            Plan([blue.With(settings => settings with { Driver = NetworkDriver.Wireguard }).WithKeys()], inBlue),
            Plan([blue.With(settings => settings with { Driver = NetworkDriver.Wireguard, Port = 4444 }).WithKeys().Without(2)]),
            Plan([blue.With(settings => settings with { Encrypted = true }).WithKeys()], inBlue),
            Plan([blue.With(settings => settings with { Driver = NetworkDriver.Bridge })], inBlue),
            Plan([blue.With(settings => settings with { Driver = NetworkDriver.Bridge, Encrypted = true }).WithKeys().Without(3)], inBlue),
            Plan([blue.With(settings => settings with { Driver = NetworkDriver.Gre, Mtu = 1400 }).Without(3), classic], inClassic),
            Plan([blue.With(settings => settings with { DirectRouting = true })], inBlue),
            Plan([blue], inBlue),
            Plan([blue], inBlue with { Addresses = [System.Net.IPAddress.Parse("10.100.1.77")] }),
            Plan([classic]),
            Plan([classic.With(settings => settings with { Driver = NetworkDriver.Vxlan })], inClassic),
            Plan([blue, classic], inBlue, inClassic),
            Plan([blue, classic.Without(2)], inClassic),
            Plan([Sample.Dual]),
            Plan([Sample.Dual.Without(2), Sample.Six], inDual, inSix),
            Plan([Sample.Dual.With(settings => settings with { Nat = false, Driver = NetworkDriver.Gre })], inDual with { Addresses = inBlue.Addresses }),
            Plan([Sample.Six.With(Sample.Member(1, "fd00:66:0:9::/64"))]),
            Plan([Sample.Six.With(settings => settings with { Ranges = [.. settings.Ranges, System.Net.IPNetwork.Parse("fd00:77::/48")] })], inSix),
        ];
    }

    private static KernelState Plan(HostFacts facts, NetworkView[] networks, params Attachment[] attachments)
    {
        var plan = HostPlanner.Plan(Sample.Host(1), networks, attachments, facts);
        Assert.Empty(plan.Problems);
        return plan.Desired;
    }
}
