using CloudNet.Contracts.Hosts;
using CloudNet.Web.Fleet;
using CloudNet.Web.Networks;

namespace CloudNet.Web.Hosts;

/// <summary>What stops when a host is removed; in words, before it is done.</summary>
public static class HostEffects
{
    /// <summary>When the host is removed.</summary>
    public static IReadOnlyList<string> OfRemoving(HostRecord host, FleetSnapshot fleet)
    {
        var effects = new List<string> { NetworkEffects.WorkloadsStop(fleet.Workloads.Where(workload => workload.HostId == host.Id)) };
        if (host.Leases.Count > 0)
            effects.Add($"Its leases end ({string.Join(", ", host.Leases.Select(lease => $"{lease.NetworkName} {lease.Subnet}"))}); the other hosts drop their way to it.");
        effects.Add(host.Link == HostLinkState.Linked
            ? "Its link is closed, and its agent takes down what it built."
            : "It is not linked: what it built stays on it until its agent hears of this, or somebody runs 'cloudnet-agent clean' on it.");
        effects.Add("To come back it enrols again, with a new key.");
        return effects;
    }
}
