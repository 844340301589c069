using CloudNet.Contracts.Hosts;
using CloudNet.Web.States;

namespace CloudNet.Web.Topology;

/// <summary>A host's part in a network.</summary>
/// <param name="Host">The host.</param>
/// <param name="Lease">Its subnet.</param>
/// <param name="State">How far it is.</param>
public sealed record NetworkMemberNode(HostRecord Host, LeaseRecord Lease, LeaseState State);
