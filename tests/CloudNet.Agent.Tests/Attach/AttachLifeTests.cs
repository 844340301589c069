using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using Xunit;

namespace CloudNet.Agent.Tests.Attach;

/// <summary>What becomes of attachments when their namespaces end or cannot be used, on the real kernel.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class AttachLifeTests
{
    private static NetworkView Blue => Sample.BlueView(1, 2);

    [Fact]
    public async Task ProcessThatEnds_ReleasesItsAddress_AndItsNameIsFreeAtOnce()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        using var first = Sleeper();
        var workload = await rig.AttachAsync($"{first.Id}", "web");
        Assert.Equal($"process {first.Id}", workload.Netns);
        first.Kill();
        await first.WaitForExitAsync();
        using var second = Sleeper();
        var again = await rig.AttachAsync($"{second.Id}", "web");
        Assert.NotEqual(workload.Id, again.Id);
        Assert.Equal(workload.Addresses, again.Addresses);
        second.Kill();
        await second.WaitForExitAsync();
        using var deadline = new CancellationTokenSource(Within.Limit);
        while ((await rig.ListAsync()).Count > 0) await Task.Delay(20, deadline.Token);
    }

    [Fact]
    public async Task PathOfAProcess_IsThatProcess_AndOverWithIt()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        using var process = Sleeper();
        Assert.Equal($"process {process.Id}", (await rig.AttachAsync($"/proc/{process.Id}/ns/net", "web")).Netns);
        process.Kill();
        await process.WaitForExitAsync();
        using var deadline = new CancellationTokenSource(Within.Limit);
        while ((await rig.ListAsync()).Count > 0) await Task.Delay(20, deadline.Token);
        Assert.Contains("host's own", await rig.RefusedAsync($"/proc/{Environment.ProcessId}/ns/net"));
    }

    [Fact]
    public void NameOfAnEarlierBoot_IsFreeForAnother_AndARefusedAttachTakesNothingAway()
    {
        using var folder = new TemporaryFolder();
        using var process = Sleeper();
        var attachments = new LiveAttachments(new AttachmentStore(folder.State));
        var waiting = new Attachment(
            WorkloadId.New(TimeProvider.System), Sample.Blue, "web", [IPAddress.Parse("10.100.1.9")], new(0x0a7700000001), "/run/netns/gone", "eth0",
            ImmutableSortedDictionary<string, string>.Empty, DateTimeOffset.UnixEpoch);
        attachments.Change(book => book.With(new(waiting, new(NetnsKind.Path, waiting.NetnsPath, BootId: "an earlier boot"))));
        var choice = new AttachChoice(ViewSet.Nothing(Sample.V1).With(new(1, Blue)), attachments, TimeProvider.System);
        AttachOutcome Attach(params IPAddress[] addresses)
        {
            var (outcome, before, isNew) = choice.Choose(
                new($"{process.Id}", "blue", "web", ImmutableSortedDictionary<string, string>.Empty, null, [.. addresses]), ImmutableHashSet<IPAddress>.Empty);
            if (isNew) choice.Save(before, outcome.Entry!);
            return outcome;
        }

        Assert.NotNull(Attach(IPAddress.Parse("10.200.0.9")).Refusal);
        Assert.Equal(waiting.Id, Assert.Single(attachments.Current.Entries).Attachment.Id);
        Assert.Null(Attach().Refusal);
        var now = Assert.Single(attachments.Current.Entries).Attachment;
        Assert.NotEqual(waiting.Id, now.Id);
        Assert.Equal(waiting.Addresses, now.Addresses); // its own, by its name
        process.Kill();
    }

    [Fact]
    public async Task NamespaceThatComesBack_IsAttachedAgain()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        var workload = await rig.AttachAsync(web.Name, "web");
        await web.DisposeAsync();
        using var deadline = new CancellationTokenSource(Within.Limit);
        while ((await rig.ListAsync())[0].State != "waiting") await Task.Delay(20, deadline.Token);
        using var add = Process.Start("ip", ["netns", "add", web.Name]);
        await add.WaitForExitAsync(deadline.Token);
        while (!(await web.RunAsync("ip -brief address")).Contains($"{workload.Addresses.Single()}/24")) await Task.Delay(50, deadline.Token);
        Assert.Equal("attached", (await rig.ListAsync())[0].State);
    }

    [Fact]
    public async Task InterfaceThatCannotBeMade_IsTakenBackWhole()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        // The address is taken inside by something that is not CloudNet's, so that the veth's own cannot be routed.
        await web.RunAsync("ip link add own0 type bridge; ip link set dev own0 up; ip route add 10.100.0.0/16 dev own0");
        Assert.Contains("nothing of it is left", await rig.RefusedAsync(web.Name, "web"));
        Assert.Empty(await rig.ListAsync());
        Assert.DoesNotContain("eth0", await web.RunAsync("ip -brief link"));
        Assert.DoesNotContain("cn-", (await rig.Host.RunAsync("ip -brief link show type veth")).Replace("eth0", ""));
    }

    // A process in a network namespace of its own.
    private static Process Sleeper()
    {
        var process = Process.Start(new ProcessStartInfo("unshare", ["--net", "sh", "-c", "echo ready; exec sleep 600"]) { RedirectStandardOutput = true })!;
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        return process;
    }
}
