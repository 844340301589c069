using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Plan;

/// <summary>Names of CloudNet's links on a host. The kernel allows 15 characters.</summary>
internal static class LinkNames
{
    /// <summary>What the name of every link of CloudNet's begins with.</summary>
    public const string Prefix = "cn-";

    /// <summary>The bridge of a network.</summary>
    public static string Bridge(int vni) => $"{Prefix}br{vni}";

    /// <summary>The VXLAN device of a network.</summary>
    public static string Vxlan(int vni) => $"{Prefix}vx{vni}";

    /// <summary>
    /// The host side of a workload's veth: the last 12 hex digits of its id, which are random in UUID version 7.
    /// Twelve digits cannot collide with <c>br</c> or <c>vx</c> and a number, since r, v and x are no hex digits.
    /// </summary>
    public static string Veth(WorkloadId workload) => string.Concat(Prefix, workload.Value.ToString("N").AsSpan(20));
}
