using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>Single links read by their names are what a reading of all finds.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class LinkReaderTests
{
    [Fact]
    public async Task What_is_there_is_found_and_what_is_not_is_left_out()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var host = await NetworkNamespace.CreateHostAsync();
        await using var web = await NetworkNamespace.CreateAsync();
        var kernel = new LinuxKernel(host.Path);
        await kernel.GoesToAsync(HostPlanner.Plan(
            Sample.Host(1), [Sample.Blue], [Sample.Attach(1, Sample.Blue, "10.100.1.2", web.Path)], Sample.Facts()).Desired);
        var all = await kernel.ReadAsync(cancel);
        Assert.Equal(3, all.Links.Count);
        string[] names = ["cn-c0ffee000009", .. all.Links.Select(link => link.Name), "cn-c0ffee000008"];
        Assert.Equal(all.Links, await kernel.ReadLinksAsync(names, cancel));
        Assert.Empty(await kernel.ReadLinksAsync(["cn-c0ffee000009"], cancel));
        Assert.Empty(await kernel.ReadLinksAsync([], cancel));
        await Assert.ThrowsAsync<KernelException>(() => new LinuxKernel("/run/netns/cnk-none").ReadLinksAsync(names, cancel));
    }

    [Fact]
    public async Task A_workloads_link_is_told_by_its_name_and_a_renamed_one_is_not()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var host = await NetworkNamespace.CreateHostAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var kernel = new LinuxKernel(host.Path);
        await kernel.FactsAsync(Sample.Underlay(1), cancel);
        await using var events = kernel.WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await events.MoveNextAsync());
        await host.RunAsync("ip link add cn-c0ffee000001 type veth peer name inside");
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(new KernelEvent(KernelEventKind.Link, "cn-c0ffee000001"), events.Current);
        await host.RunAsync("ip link set dev cn-c0ffee000001 name cn-c0ffee000002");
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(new KernelEvent(KernelEventKind.Link), events.Current);
    }
}
