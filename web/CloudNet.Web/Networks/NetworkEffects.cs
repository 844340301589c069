using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Workloads;
using CloudNet.Web.Fleet;
using CloudNet.Web.States;

namespace CloudNet.Web.Networks;

/// <summary>What stops when a network, or a host's part in it, is taken away; in words, before it is done.</summary>
public static class NetworkEffects
{
    private const int Named = 5;

    /// <summary>When the network is removed.</summary>
    public static IReadOnlyList<string> OfRemoving(NetworkRecord network, FleetSnapshot fleet)
    {
        var held = network.Leases.Where(lease => lease.HostId is not null).DistinctBy(lease => lease.HostId).ToList();
        var effects = new List<string> { WorkloadsStop(fleet.Workloads.Where(workload => workload.NetworkId == network.Id)) };
        if (held.Count > 0)
            effects.Add($"{Count.Of(held.Count, "host")} ({Some(held.Select(lease => lease.HostName))}) {(held.Count == 1 ? "takes" : "take")} down its bridge, routes and tunnels.");
        if (network.Leases.Any(lease => lease.Reserved)) effects.Add("Its reservations are forgotten.");
        effects.Add($"{network.RangeText()} {(network.Ranges.Count == 1 ? "is" : "are")} free for another network.");
        return effects;
    }

    /// <summary>When a host leaves it.</summary>
    public static IReadOnlyList<string> OfLeaving(LeaseRecord lease, FleetSnapshot fleet) =>
    [
        WorkloadsStop(fleet.Workloads.Where(workload => workload.NetworkId == lease.NetworkId && workload.HostId == lease.HostId)),
        $"{lease.HostName} takes down the bridge, routes and tunnels of {lease.NetworkName}; the other hosts drop their way to it.",
        lease.Reserved ? $"{lease.Subnet} stays reserved for {lease.HostName}." : $"{lease.Subnet} may go to another host.",
    ];

    /// <summary>Says which workloads lose their network.</summary>
    public static string WorkloadsStop(IEnumerable<WorkloadRecord> workloads)
    {
        var names = workloads.Select(workload => $"{workload.Name} on {workload.HostName}").ToList();
        return names.Count == 0 ? "No workload is attached: nothing is cut off."
            : $"{Count.Of(names.Count, "workload")} ({Some(names)}) {(names.Count == 1 ? "is" : "are")} cut off.";
    }

    private static string Some(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(Named)) + (all.Count > Named ? $" and {all.Count - Named} more" : "");
    }
}
