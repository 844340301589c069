using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Tests.Policies;

/// <summary>What policies say of a packet, straight from their words.</summary>
internal sealed class PolicyModel(PoliciesView view, (HostId Host, NetworkWorkload Workload)[] workloads, HostId self)
{
    /// <summary>Whether it passes, and who counted it, in order.</summary>
    public (bool Passes, string Counted) Judge(PolicyPacket packet, PolicyDirection direction)
    {
        var (own, other) = direction == PolicyDirection.Egress ? (packet.From, packet.To) : (packet.To, packet.From);
        List<string> counted = [];
        foreach (var policy in view.Policies.Values.Where(policy => policy.Direction == direction)
            .OrderBy(policy => policy.Priority).ThenByDescending(policy => policy.Action).ThenBy(policy => policy.Name, StringComparer.Ordinal))
        {
            if (!IsAbout(policy, own) || !IsPeer(policy, other) || !IsPort(policy, packet)) continue;
            counted.Add(policy.Name);
            if (!policy.DryRun) return (policy.Action == PolicyAction.Allow, string.Join(' ', counted));
        }
        if (view.Defaults.Of(direction) != PolicyDefault.Allow) counted.Add("default");
        return (view.Defaults.Of(direction) != PolicyDefault.Deny, string.Join(' ', counted));
    }

    private bool IsAbout(NetworkPolicy policy, IPAddress address) => policy.Selector.IsEmpty
        || workloads.Any(one => one.Host == self && one.Workload.Addresses.Contains(address) && Has(one.Workload, policy.Selector));

    private bool IsPeer(NetworkPolicy policy, IPAddress address) => policy.Peers.IsDefaultOrEmpty || policy.Peers.Any(peer =>
        peer.Cidr is { } range ? range.Contains(address) : workloads.Any(one => one.Workload.Addresses.Contains(address) && Has(one.Workload, peer.Selector!)));

    private static bool IsPort(NetworkPolicy policy, PolicyPacket packet) => policy.Ports.IsDefaultOrEmpty || policy.Ports.Any(port =>
        port.Protocol == packet.Protocol && (port.Port is null || (packet.Port >= port.Port && packet.Port <= (port.To ?? port.Port))));

    private static bool Has(NetworkWorkload workload, IEnumerable<KeyValuePair<string, string>> labels) =>
        labels.All(label => workload.Labels.GetValueOrDefault(label.Key) == label.Value);
}
