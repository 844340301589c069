using System.Net;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>The table's text is what nft prints it as; else it would be found different for ever.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class NftTextTests
{
    [Fact]
    public async Task Nft_prints_a_range_of_any_length_as_it_is_planned()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        var networks = Enumerable.Range(1, 30).Select(length => Sample.Network(
            length,
            Sample.Classic.Settings with { Vni = length, Ranges = [new(IPAddress.Parse(length == 1 ? "128.0.0.0" : "192.0.0.0"), length)] },
            Sample.Member(1, "192.0.0.0/30"))).ToArray();
        var plan = HostPlanner.Plan(Sample.Host(1), networks, [], Sample.Facts());
        Assert.Empty(plan.Problems);
        await new LinuxKernel(host.Path).GoesToAsync(new() { Nft = plan.Desired.Nft });
    }

    [Fact]
    public async Task Nft_prints_a_lease_of_any_length_as_it_is_planned()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        var networks = Enumerable.Range(8, 23).Select(length => Sample.Network(
            length,
            Sample.Classic.Settings with { Vni = length, Ranges = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("11.0.0.0/16")] },
            Sample.Member(1, $"10.0.0.0/{length}"))).ToArray();
        var plan = HostPlanner.Plan(Sample.Host(1), networks, [], Sample.Facts());
        Assert.Empty(plan.Problems);
        await new LinuxKernel(host.Path).GoesToAsync(new() { Nft = plan.Desired.Nft });
    }

    /// <summary>As many as a host may have, of each kind, and a long range that is shifted.</summary>
    [Fact]
    public async Task Nft_prints_port_mappings_of_any_number_in_an_order_of_its_own()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        PortMapping Mapping(TransportProtocol protocol, int first, int last, int target, string? at = null) =>
            new(Sample.Dual.Id, "web1", protocol, new(first, last), target, at is null ? null : IPAddress.Parse(at));
        PortMapping[] mappings =
        [
            .. Enumerable.Range(0, 500).Select(n => Mapping(TransportProtocol.Tcp, 1000 + (n * 7), 1000 + (n * 7), 80 + n)),
            .. Enumerable.Range(0, 250).Select(n => Mapping(TransportProtocol.Tcp, 5000 + (n * 8), 5000 + (n * 8) + (n % 8), 5000 + (n * 8))),
            .. Enumerable.Range(0, 200).Select(n => Mapping(TransportProtocol.Udp, 2000 + n, 2000 + n, 53, n % 2 == 0 ? "192.168.124.51" : "fd00:124::51")),
            Mapping(TransportProtocol.Tcp, 20_000, 29_999, 30_000), Mapping(TransportProtocol.Tcp, 32_768, 65_535, 32_768),
            Mapping(TransportProtocol.Udp, 4000, 5000, 4000),
        ];
        var workload = Sample.Attach(1, Sample.Dual, "10.100.1.2,fd00:100:0:1::2");
        var plan = HostPlanner.Plan(Sample.Host(1), [Sample.Dual, Sample.Classic], [workload], Sample.Facts(), [.. mappings]);
        Assert.Empty(plan.Problems);
        await new LinuxKernel(host.Path).GoesToAsync(new() { Nft = plan.Desired.Nft });
    }

    [Fact]
    public async Task Nft_prints_links_of_any_number_in_an_order_of_its_own()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        var networks = Enumerable.Range(1, 30).Select(vni => Sample.Network(
            vni, Sample.Blue.Settings with { Vni = vni * 977, Ranges = [IPNetwork.Parse($"10.{vni}.0.0/16")] },
            Sample.Member(1, $"10.{vni}.1.0/24"))).ToArray();
        var plan = HostPlanner.Plan(Sample.Host(1), networks, [], Sample.Facts());
        Assert.Empty(plan.Problems);
        Assert.Contains("iifname . oifname { \"cn-br10747\" . \"cn-vx10747\", ", plan.Desired.Nft!.Text, StringComparison.Ordinal);
        await new LinuxKernel(host.Path).GoesToAsync(new() { Nft = plan.Desired.Nft });
    }
}
