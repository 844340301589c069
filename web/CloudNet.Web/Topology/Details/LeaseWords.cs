using CloudNet.Contracts.Hosts;
using CloudNet.Web.States;

namespace CloudNet.Web.Topology.Details;

/// <summary>Says how far a lease is, with the revisions where they differ.</summary>
public static class LeaseWords
{
    /// <summary>Such as "In sync", "At revision 7 of 9", "Host down".</summary>
    public static string Of(HostLease held) => Of(held.Lease, held.State);

    /// <summary>Such as "In sync", "At revision 7 of 9", "Host down".</summary>
    public static string Of(LeaseRecord lease, LeaseState state) => (state, lease.AppliedRevision) switch
    {
        (LeaseState.Pending, { } applied) => $"At revision {applied} of {lease.Revision}",
        (LeaseState.Pending, null) => "Nothing applied yet",
        _ => state.Words(),
    };
}
