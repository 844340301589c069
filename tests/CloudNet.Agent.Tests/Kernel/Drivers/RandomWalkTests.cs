using System.Collections.Immutable;
using System.Globalization;
using CloudNet.Agent.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>
/// A walk over three hosts: at each step one thing changes (a host joins, leaves or moves, a workload comes or goes, a network gets another driver),
/// each host plans, compares and applies, and its kernel is then read and has what a host has that was built so from the start.
/// CLOUDNET_WALK_STEPS makes it longer.
/// </summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class RandomWalkTests
{
    private const int Hosts = 3;

    private static readonly int Steps = int.Parse(Environment.GetEnvironmentVariable("CLOUDNET_WALK_STEPS") ?? "60", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Each_kernel_is_as_if_built_from_scratch_after_each_step()
    {
        await using var wire = await Wire.CreateAsync(Hosts);
        var workloads = new Dictionary<int, NetworkNamespace[]>();
        for (var host = 1; host <= Hosts; host++) workloads[host] = [await wire.WorkloadAsync(), await wire.WorkloadAsync()];
        var seed = Environment.TickCount;
        var fleet = new Fleet(wire, workloads.ToImmutableDictionary(), new Random(seed));
        var before = new KernelState[Hosts + 1];
        for (var step = 1; step <= Steps; step++)
        {
            var what = await fleet.ChangeAsync();
            for (var host = 1; host <= Hosts; host++)
            {
                var plan = await fleet.PlanAsync(host);
                // A host that is not concerned has nothing to do, and nobody else does anything there.
                if (plan == before[host]) continue;
                try
                {
                    await wire[host].Kernel.GoesToAsync(plan);
                }
                catch (Exception fault)
                {
                    throw new InvalidOperationException($"Seed {seed}, step {step}, host {host}, {what}: {fault.Message}", fault);
                }
                before[host] = plan;
            }
        }
    }
}
