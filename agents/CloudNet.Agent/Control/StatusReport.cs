using CloudNet.Agent.Attach;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Link;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Control;

/// <summary>Puts together what the host says about itself.</summary>
/// <param name="identity">Who it is.</param>
/// <param name="version">Version of the agent.</param>
/// <param name="live">The views.</param>
/// <param name="attachments">The attachments.</param>
/// <param name="condition">What was found.</param>
/// <param name="paths">The paths to peers.</param>
/// <param name="link">The link.</param>
internal sealed class StatusReport(
    LiveIdentity identity, string version, LiveViews live, LiveAttachments attachments, LiveCondition condition, PathBook paths, LinkLoop link)
{
    /// <summary>The host as a whole.</summary>
    public StatusAnswer Status()
    {
        var (views, removed) = live.Current;
        var self = identity.Current;
        var now = condition.Current;
        var status = link.Status;
        var networks = views.Networks.OrderBy(network => network.Settings.Name, StringComparer.Ordinal).Select(network => Of(network, views, now));
        return new(
            self.Name, self.HostId, self.Tenant, self.Controller, self.Underlay, version, status.Phase.ToString().ToLowerInvariant(),
            status.Since, status.Reason, status.NextTry, removed, [.. networks], attachments.Current.Count, now.Problems);
    }

    /// <summary>Its workloads, by network and name.</summary>
    public WorkloadsAnswer Workloads() => new(
        [.. attachments.Current.Entries.Select(Of).OrderBy(one => one.Network, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal)]);

    /// <summary>One workload.</summary>
    public WorkloadState Of(AttachmentEntry entry)
    {
        var one = entry.Attachment;
        var network = live.Current.Views.Network(one.Network)?.Settings.Name ?? one.Network.ToString();
        return new(
            one.Id, one.Name, network, one.Addresses, one.Mac, one.InterfaceName, entry.Target.ToString(), one.Labels,
            Netns.IsThere(entry.Target) ? "attached" : "waiting", one.AttachedAt, one.IsDraining,
            [.. FailingOf(one).Select(check => $"{ServiceOf(one.Network, check.Service)}: {check.Reason}")]);
    }

    private IEnumerable<FailingCheck> FailingOf(Attachment one) =>
        condition.Current.Workloads?.FirstOrDefault(workload => workload.Id == one.Id)?.Failing ?? [];

    private string ServiceOf(NetworkId network, ServiceId id) =>
        live.Current.Views.ServicesOf(network)?.Services.GetValueOrDefault(id)?.Name ?? id.ToString();

    private NetworkState Of(NetworkView network, ViewSet views, HostCondition now)
    {
        var member = network.Members.GetValueOrDefault(identity.Current.HostId);
        var applied = now.Applied.FirstOrDefault(applied => applied.Stream == network.Stream)?.Revision;
        return new(
            network.Settings.Name, network.Id, network.Settings.Driver, member is null ? null : string.Join(", ", member.Subnets()),
            views.RevisionOf(network.Stream), applied,
            network.Members.Count - (member is null ? 0 : 1), Reached(network));
    }

    // A peer of both families is reached where both are.
    private int? Reached(NetworkView network)
    {
        var peers = paths.All.Where(one => one.Path.Key.Network == network.Id && one.Condition.Reached is not null).GroupBy(one => one.Path.Key.Peer).ToArray();
        return peers.Length == 0 ? null : peers.Count(of => of.All(one => one.Condition.Reached == true));
    }
}
