using System.Net;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>What is read of the host itself.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class HostFactsTests
{
    [Fact]
    public async Task The_link_with_the_underlay_address_is_found_with_its_mtu_and_prefix()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync("ip address add 10.7.3.200/22 dev eth0; ip link set dev eth0 mtu 1460");
        Assert.Equal(
            new HostFacts("eth0", 1460, IPAddress.Parse("10.7.3.200"), IPNetwork.Parse("10.7.0.0/22")),
            await new LinuxKernel(host.Path).FactsAsync(IPAddress.Parse("10.7.3.200"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_address_that_no_link_has_is_told()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        var error = await Assert.ThrowsAsync<KernelException>(
            () => new LinuxKernel(host.Path).FactsAsync(IPAddress.Parse("10.7.3.200"), TestContext.Current.CancellationToken));
        Assert.Equal("no link of this host has the underlay address 10.7.3.200; 'ip address' shows those it has", error.Message);
    }

    [Fact]
    public async Task A_kernel_that_cannot_be_read_is_told_and_not_taken_for_empty()
    {
        var error = await Assert.ThrowsAsync<KernelException>(() => new LinuxKernel("/run/netns/cnk-none").ReadAsync(TestContext.Current.CancellationToken));
        Assert.Contains("cannot open /run/netns/cnk-none", error.Message);
    }
}
