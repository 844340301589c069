using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>The kernel in memory does and fails as the real one.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class MemoryKernelTests
{
    [Fact]
    public async Task Steps_in_the_wrong_state_fail_in_both_alike()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await using var web = await NetworkNamespace.CreateAsync();
        var (real, memory) = (new LinuxKernel(host.Path), new MemoryKernel(Sample.Facts()) { State = new() { Forwarding = Sample.ForwardsIpv4 } });
        await host.RunAsync("sysctl -qw net.ipv4.ip_forward=1");
        var all = HostPlanner.Plan(
            Sample.Host(1), [Sample.Blue, Sample.Classic], [Sample.Attach(1, Sample.Blue, "10.100.1.2", web.Path)], Sample.Facts()).Desired;
        var making = KernelDiff.Between(KernelState.Empty, all);
        var removing = making.Where(step => step.Item is not IpForwarding).Select(step => KernelStep.Remove(step.Item)).Reverse().ToArray();
        // Without what they stand on; in order; once more; taken away one by one; once more; and from the links on.
        foreach (var steps in new[] { making.Reverse(), making, making, removing, removing, making, removing.Reverse() })
            await BothAsync(real, memory, [.. steps]);
    }

    private static async Task BothAsync(LinuxKernel real, MemoryKernel memory, KernelStep[] steps)
    {
        var cancel = TestContext.Current.CancellationToken;
        foreach (var step in steps)
        {
            var (inReal, inMemory) = (await real.ApplyAsync([step], cancel), await memory.ApplyAsync([step], cancel));
            Assert.True(inReal.IsDone == inMemory.IsDone, $"{step.Text}\nreal: {string.Join("; ", inReal.Failures)}\nmemory: {string.Join("; ", inMemory.Failures)}");
        }
        Text.Equal((await real.ReadAsync(cancel)).ToText(), (await memory.ReadAsync(cancel)).ToText());
    }
}
