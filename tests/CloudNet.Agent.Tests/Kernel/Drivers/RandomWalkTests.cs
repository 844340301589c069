using System.Collections.Immutable;
using System.Globalization;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>
/// A walk over three hosts: at each step one thing changes (a host joins, leaves or moves, a workload comes or goes, a network gets another driver),
/// each host plans, compares and applies, and its kernel is then read and has what a host has that was built so from the start.
/// CLOUDNET_WALK_STEPS makes it longer.
/// </summary>
[Collection(DriverCollection.Name)]
[Trait("needs", "root")]
public sealed class RandomWalkTests
{
    private const int Hosts = 3;
    private const int Looks = 4;

    private static readonly int Steps = int.Parse(Environment.GetEnvironmentVariable("CLOUDNET_WALK_STEPS") ?? "10", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Each_kernel_is_as_if_built_from_scratch_after_each_step()
    {
        await using var wire = await Wire.CreateAsync(Hosts, withSwitch: true);
        var workloads = new Dictionary<int, NetworkNamespace[]>();
        for (var host = 1; host <= Hosts; host++) workloads[host] = [await wire.WorkloadAsync(), await wire.WorkloadAsync()];
        var seed = Environment.TickCount;
        var fleet = new Fleet(wire, workloads.ToImmutableDictionary(), new Random(seed));
        var before = new KernelState[Hosts + 1];
        for (var step = 1; step <= Steps; step++)
        {
            var what = await fleet.ChangeAsync();
            try
            {
                // A host that is not concerned has nothing to do, and nobody else does anything there.
                var concerned = new List<(int Host, KernelState Plan)>();
                for (var host = 1; host <= Hosts; host++)
                    if (await fleet.PlanAsync(host) is var plan && plan != before[host]) concerned.Add((host, before[host] = plan));
                foreach (var (host, plan) in concerned) Assert.Equal("", await wire[host].Kernel.DoAsync(plan));
                foreach (var (host, plan) in concerned) await IsAtAsync(wire[host].Kernel, plan);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"Seed {seed}, step {step}, {what}: {fault.Message}", fault);
            }
        }
    }

    // WireGuard takes a peer's endpoint from what comes from it, so where several change at once it may be the old one for a moment; what the next
    // look finds it puts right.
    private static async Task IsAtAsync(LinuxKernel kernel, KernelState plan)
    {
        for (var looks = 1; looks < Looks && KernelDiff.Between(await kernel.ReadAsync(TestContext.Current.CancellationToken), plan).Length > 0; looks++)
            await kernel.DoAsync(plan);
        await kernel.IsAtAsync(plan);
    }
}
