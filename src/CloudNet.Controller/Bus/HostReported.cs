using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;

namespace CloudNet.Controller.Bus;

/// <summary>To one of the replicas: what a gateway heard of a host, to be stored.</summary>
/// <param name="Host">The host.</param>
/// <param name="Link">Names the link that it was heard on; unique for each.</param>
/// <param name="At">When. What is older than what is stored changes nothing.</param>
/// <param name="Open">False when the link closed.</param>
/// <param name="AgentVersion">Version of the agent.</param>
/// <param name="BootId">Boot id of the host's kernel.</param>
/// <param name="Report">What the agent reported last, or null where it has not yet.</param>
/// <param name="Began">Whether the link began with this.</param>
public sealed record HostReported(
    HostId Host, string Link, DateTimeOffset At, bool Open, string AgentVersion, string BootId, Report? Report, bool Began = false)
{
    /// <summary>This report with what an earlier one said and this one leaves out.</summary>
    public HostReported Over(HostReported? earlier)
    {
        if (earlier?.Link != Link) return this;
        var began = Began || earlier.Began;
        if (Report is null || earlier.Report is null) return this with { Report = Report ?? earlier.Report, Began = began };
        return this with
        {
            Began = began,
            Report = Report with
            {
                Workloads = Report.Workloads ?? earlier.Report.Workloads, Facts = Report.Facts ?? earlier.Report.Facts,
                Paths = Both(earlier.Report.Paths, Report.Paths, path => (path.Network, path.Peer, path.Ipv6)),
                PolicyCounts = Both(earlier.Report.PolicyCounts, Report.PolicyCounts, count => (count.Network, count.Policy, count.Direction)),
            },
        };
    }

    // Each says only what is otherwise than before.
    private static IReadOnlyList<T>? Both<T, TKey>(IReadOnlyList<T>? earlier, IReadOnlyList<T>? later, Func<T, TKey> key) =>
        earlier is null || later is null ? later ?? earlier : [.. earlier.Concat(later).GroupBy(key).Select(same => same.Last())];
}
