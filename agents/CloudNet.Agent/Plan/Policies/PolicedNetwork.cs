using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Plan.Policies;

/// <summary>
/// What a network that has policies holds in their tables on this host, kept up as views change: views are immutable, so what is new is found by comparing
/// references. A workload that comes, goes or is labelled anew costs as much as there are policies, a policy that changes as much as there are workloads.
/// </summary>
/// <param name="network">The network as it is built.</param>
/// <param name="table">What packets are judged by.</param>
/// <param name="ports">Which addresses each port may send from.</param>
internal sealed class PolicedNetwork(NetworkOnHost network, TableContents table, TableContents ports)
{
    private static readonly ImmutableSortedDictionary<WorkloadId, NetworkWorkload> NoWorkloads = ImmutableSortedDictionary<WorkloadId, NetworkWorkload>.Empty;
    private static readonly ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>> NoHosts =
        ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty;

    private readonly Dictionary<string, HostSubnet> subnets = network.Subnets.ToDictionary(subnet => PolicyNames.Ip(subnet.Family));
    private ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>> hosts = NoHosts;
    private PoliciesView policies = new(network.View.Id, ImmutableSortedDictionary<PolicyId, NetworkPolicy>.Empty);

    /// <summary>Its counters, sets and chains.</summary>
    public string Frame { get; private set; } = "";

    /// <summary>What counts, each with what it counts.</summary>
    public ImmutableArray<(string Name, PolicyId? Policy, PolicyDirection Direction)> Counters { get; private set; } = [];

    /// <summary>Its number.</summary>
    public int Number => network.Settings.Vni;

    /// <summary>Whether it has the same place in the tables where it is built so.</summary>
    public bool IsSameIn(NetworkOnHost other) =>
        network.Settings.Vni == other.Settings.Vni && network.Settings.Name == other.Settings.Name
        && network.Subnets.Select(subnet => (subnet.Family, subnet.IsShared)).SequenceEqual(other.Subnets.Select(subnet => (subnet.Family, subnet.IsShared)));

    /// <summary>Takes newer views.</summary>
    public void Take(PoliciesView newPolicies, WorkloadsView newWorkloads)
    {
        foreach (var (_, was, now) in MapChanges.Between(policies.Policies, newPolicies.Policies))
            foreach (var (host, workloads) in hosts)
                foreach (var workload in workloads.Values)
                {
                    foreach (var element in was is null ? [] : Of(was, host, workload)) table.Release(element);
                    foreach (var element in now is null ? [] : Of(now, host, workload)) table.Hold(element);
                }
        foreach (var (host, was, now) in MapChanges.Between(hosts, newWorkloads.Hosts))
            foreach (var (id, before, after) in MapChanges.Between(was ?? NoWorkloads, now ?? NoWorkloads))
            {
                if (before is not null) Each(newPolicies, host, id, before, table.Release, ports.Release);
                if (after is not null) Each(newPolicies, host, id, after, table.Hold, ports.Hold);
            }
        if (!ReferenceEquals(policies, newPolicies) || Frame.Length == 0)
        {
            foreach (var direction in PolicyFrame.JudgedIn(policies)) table.Release(Judging(direction));
            foreach (var direction in PolicyFrame.JudgedIn(newPolicies)) table.Hold(Judging(direction));
            (Frame, Counters) = (PolicyFrame.Of(network, newPolicies), [.. PolicyFrame.Counters(network, newPolicies)]);
        }
        (policies, hosts) = (newPolicies, newWorkloads.Hosts);
    }

    /// <summary>Takes all of it out of the tables.</summary>
    public void Leave()
    {
        Take(new(network.View.Id, ImmutableSortedDictionary<PolicyId, NetworkPolicy>.Empty), new(network.View.Id, NoHosts));
    }

    private NftElement Judging(PolicyDirection direction) =>
        new(PolicyNames.Judging(direction), $"\"{network.Bridge}\"", $"jump {PolicyNames.Chain(direction, Number)}");

    private void Each(
        PoliciesView all, HostId host, WorkloadId id, NetworkWorkload workload, Action<NftElement> inTable, Action<NftElement> inPorts)
    {
        foreach (var policy in all.Policies.Values) foreach (var element in Of(policy, host, workload)) inTable(element);
        if (host != network.Self.Host) return;
        var port = LinkNames.Veth(id);
        inPorts(new(PolicyNames.Guarded, $"\"{port}\"", ""));
        foreach (var address in workload.Addresses.Distinct())
        {
            var ip = PolicyNames.Ip(address.AddressFamily);
            inPorts(new(PolicyNames.Own(ip), $"\"{port}\" . {address}", ""));
            if (subnets.GetValueOrDefault(ip)?.IsShared == true) inTable(new(PolicyNames.Here(ip, Number), $"{address}", ""));
        }
    }

    private IEnumerable<NftElement> Of(NetworkPolicy policy, HostId host, NetworkWorkload workload)
    {
        var isAbout = host == network.Self.Host && !policy.Selector.IsEmpty && policy.IsAbout(workload.Labels);
        var isPeer = policy.HasPeer(workload.Labels);
        if (!isAbout && !isPeer) yield break;
        foreach (var address in workload.Addresses.Distinct())
        {
            var ip = PolicyNames.Ip(address.AddressFamily);
            if (!subnets.ContainsKey(ip)) continue;
            if (isAbout) yield return new(PolicyNames.About(ip, Number, policy.Name), $"{address}", "");
            if (isPeer) yield return new(PolicyNames.Peers(ip, Number, policy.Name), $"{address}", "");
        }
    }
}
