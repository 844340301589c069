using System.Net;

namespace CloudNet.Contracts.Views;

/// <summary>A subnet that a member of a network holds.</summary>
/// <param name="Subnet">The subnet.</param>
/// <param name="Epoch">The lease's fence: one more with each holder of the subnet.</param>
public sealed record MemberLease(IPNetwork Subnet, long Epoch);
