using System.Collections.Immutable;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Ranges;

/// <summary>
/// Looks at the host's routes and Docker's pools after each change of another's route or of the views, once both have come to rest for
/// <see cref="Gathering"/>, and every <see cref="Period"/> in any case. It tells what it finds, and changes nothing. A look is two runs of <c>ip</c>.
/// </summary>
/// <param name="kernel">The kernel.</param>
/// <param name="docker">Docker's files.</param>
/// <param name="live">The views.</param>
/// <param name="condition">Told what was found.</param>
/// <param name="clock">Tells time.</param>
internal sealed class RangeWatch(IKernel kernel, DockerFiles docker, LiveViews live, LiveCondition condition, TimeProvider clock)
{
    /// <summary>Longest time between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    /// <summary>How long more changes are waited for.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    private const string Area = "overlap";

    private ImmutableArray<HostRange> pools = [];

    /// <summary>Looks until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        live.OnChange(kernel.OthersChanged.Call);
        while (true)
        {
            await LookAsync(stop);
            if (await kernel.OthersChanged.WaitAsync(Period, clock, stop)) await Task.Delay(Gathering, clock, stop);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            pools = docker.Pools() ?? pools;
            var ranges = new HostRanges(await kernel.OtherRoutesAsync(stop), pools);
            NetworkSettings[] networks = [.. live.Current.Views.Networks.Select(network => network.Settings)];
            condition.Problems(Area, ranges.Problems(networks));
            condition.Ranges(ranges.Report(networks));
        }
        catch (KernelException fault)
        {
            condition.Problems(Area, [$"It is not known whether routes of this host overlap its networks: {fault.Message}"]);
        }
    }
}
