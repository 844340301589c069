using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>Decides from a host's views what CloudNet should own in its kernel.</summary>
internal static class HostPlanner
{
    /// <summary>
    /// The kernel state for these views. Total: whatever the views hold, there is a plan, and what cannot be had is among its
    /// problems. A network that this host is no member of contributes nothing.
    /// </summary>
    public static HostPlan Plan(
        HostId self, IReadOnlyCollection<NetworkView> networks, IReadOnlyCollection<Attachment> attachments, HostFacts facts) =>
        throw new NotImplementedException();
}
