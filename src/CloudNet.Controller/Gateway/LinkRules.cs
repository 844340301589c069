using CloudNet.Contracts.Labels;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Traces;
using CloudNet.Contracts.Views;

namespace CloudNet.Controller.Gateway;

/// <summary>Bounds of what an agent may say (<see cref="LinkLimits"/>). Pure.</summary>
public static class LinkRules
{
    /// <summary>Why a message is out of bounds; null where it is not.</summary>
    public static string? Broken(LinkMessage message) => message switch
    {
        Hello hello => HelloBroken(hello),
        Report report => ReportBroken(report),
        Abilities abilities => AbilitiesBroken(abilities),
        Follow { Revision: < 0 } => "a revision is 0 or more",
        Follow { Stream.Text: null } or Unfollow { Stream.Text: null } => "a stream is named",
        Follow or Unfollow or TraceReady => null,
        TraceResult result => TraceBroken(result.Trace),
        _ => $"an agent does not send {message.GetType().Name}",
    };

    private static string? HelloBroken(Hello hello)
    {
        if (!IsText(hello.AgentVersion, LinkLimits.NameLength)) return $"agentVersion {TextRule(LinkLimits.NameLength)}";
        if (!IsText(hello.BootId, LinkLimits.NameLength)) return $"bootId {TextRule(LinkLimits.NameLength)}";
        if (hello.Netns < 0) return "netns is 0 or more";
        if (hello.Signature.Length > 256) return "signature is too long";
        if (hello.Have.Count > LinkLimits.Entries) return $"have lists more than {LinkLimits.Entries} streams";
        return hello.Have.Any(IsNoRevision) ? "have names a stream and a revision of 0 or more" : null;
    }

    private static string? ReportBroken(Report report)
    {
        if (report.Applied.Count > LinkLimits.Entries) return $"applied lists more than {LinkLimits.Entries} streams";
        if (report.Applied.Any(IsNoRevision)) return "applied names a stream and a revision of 0 or more";
        if (report.Problems.Count > LinkLimits.Problems) return $"problems lists more than {LinkLimits.Problems}";
        if (!report.Problems.All(problem => IsText(problem, LinkLimits.ProblemLength))) return $"a problem {TextRule(LinkLimits.ProblemLength)}";
        if (report.Facts is { } facts && FactsBroken(facts) is { } broken) return broken;
        if (report.Paths is { } paths && PathsBroken(paths) is { } wrong) return wrong;
        if (report.NextPlanes is { } planes && NextPlanesBroken(planes) is { } bad) return bad;
        if (report.PolicyCounts is { } counts && CountsBroken(counts) is { } odd) return odd;
        if (report.Workloads is not { } workloads) return null;
        if (workloads.Count > LinkLimits.Entries) return $"workloads lists more than {LinkLimits.Entries}";
        return workloads.Select(WorkloadBroken).FirstOrDefault(broken => broken is not null);
    }

    private static string? PathsBroken(IReadOnlyList<PathReport> paths)
    {
        if (paths.Count > LinkLimits.Paths) return $"paths lists more than {LinkLimits.Paths}";
        return paths.All(path => path is
            { LossPercent: >= 0 and <= 100, LatencyMicroseconds: null or >= 0, Mtu: null or (>= 0 and <= 65535), PromisedMtu: >= 0 and <= 65535 })
            ? null : "a path has a loss of 0 to 100 percent, a latency of 0 or more, and MTUs of 0 to 65535";
    }

    private static string? NextPlanesBroken(IReadOnlyList<NextPlaneReport> planes)
    {
        if (planes.Count > LinkLimits.Entries) return $"nextPlanes lists more than {LinkLimits.Entries}";
        return planes.All(plane => plane is not null && plane.Vni > 0 && IsTextOrNone(plane.Problem, LinkLimits.ProblemLength))
            ? null : $"a next plane has a VNI of 1 or more, and its problem {TextRule(LinkLimits.ProblemLength)}";
    }

    private static string? CountsBroken(IReadOnlyList<PolicyCountReport> counts)
    {
        if (counts.Count > LinkLimits.PolicyCounts) return $"policyCounts lists more than {LinkLimits.PolicyCounts}";
        return counts.All(count => count is { Packets: >= 0, Bytes: >= 0 }) ? null : "a count of a policy is 0 or more packets and bytes";
    }

    private static string? AbilitiesBroken(Abilities abilities)
    {
        if (abilities.Drivers.Count > LinkLimits.Drivers) return $"drivers lists more than {LinkLimits.Drivers}";
        if (abilities.Keys.Count > LinkLimits.Keys) return $"keys lists more than {LinkLimits.Keys}";
        if (abilities.Keys.Any(key => key is null || key.Generation < 1 || key.PublicKey.Text is null))
            return "a key has a generation of 1 or more, and its public half";
        return abilities.Drivers.All(driver => driver is not null
            && IsTextOrNone(driver.By, LinkLimits.NameLength) && IsTextOrNone(driver.WhyNot, LinkLimits.ProblemLength)
            && IsTextOrNone(driver.WhyNotEncrypted, LinkLimits.ProblemLength))
            ? null : "a driver is an object with texts that are not too long";
    }

    private static string? TraceBroken(HostTrace trace)
    {
        if (trace.Steps.Count > HostTrace.Most) return $"a trace has more than {HostTrace.Most} steps";
        string?[] texts = [trace.Host, trace.Route, trace.Tunnel, trace.Answer, trace.Problem, .. trace.Steps.SelectMany(step => step is null
            ? (string?[])["\0"] : [step.Chain, step.Verdict, step.Rule, step.In, step.Out])];
        return trace.LatencyMicroseconds is < 0 || !texts.All(text => IsTextOrNone(text, LinkLimits.ProblemLength))
            ? $"a text of a trace {TextRule(LinkLimits.ProblemLength)}, and its latency is 0 or more" : null;
    }

    private static bool IsTextOrNone(string? text, int longest) => text is null || IsText(text, longest);

    private static string? FactsBroken(HostFactsReport facts)
    {
        if (facts.Routes.Count > LinkLimits.Routes) return $"facts lists more than {LinkLimits.Routes} routes";
        if (facts.Pools.Count > LinkLimits.Pools) return $"facts lists more than {LinkLimits.Pools} pools";
        if (facts.Cut < 0) return "cut is 0 or more";
        if (facts.Warnings.Count > LinkLimits.Problems) return $"facts lists more than {LinkLimits.Problems} warnings";
        if (!facts.Warnings.All(warning => IsText(warning, LinkLimits.ProblemLength))) return $"a warning {TextRule(LinkLimits.ProblemLength)}";
        return facts.Routes.Concat(facts.Pools).All(range => range is not null && IsText(range.Link, LinkLimits.NameLength))
            ? null : $"a route or pool is an object, and its link {TextRule(LinkLimits.NameLength)}";
    }

    private static string? WorkloadBroken(WorkloadReport? workload)
    {
        if (workload is null) return "a workload is an object, not null";
        if (!IsText(workload.Name, LinkLimits.NameLength) || workload.Name is "") return $"a workload's name is not empty, and {TextRule(LinkLimits.NameLength)}";
        if (workload.Labels.Count > LabelBounds.Most) return $"workload {workload.Name} has more than {LabelBounds.Most} labels";
        if (workload.Failing is { } failing && (failing.Count > HealthCheckBounds.Failing
            || !failing.All(check => check is not null && IsText(check.Reason, HealthCheckBounds.ReasonLength))))
            return $"workload {workload.Name} fails at most {HealthCheckBounds.Failing} checks, and a reason {TextRule(HealthCheckBounds.ReasonLength)}";
        return workload.Labels.All(label => LabelBounds.IsKey(label.Key) && LabelBounds.IsValue(label.Value))
            ? null : $"workload {workload.Name}: a label's key and value {TextRule(LabelBounds.Longest)}";
    }

    private static bool IsNoRevision(StreamRevision? entry) => entry is null || entry.Revision < 0 || entry.Stream.Text is null;

    // JSON can name U+0000, and PostgreSQL stores it in no text.
    private static bool IsText(string? text, int longest) => text is not null && text.Length <= longest && !text.Contains('\0', StringComparison.Ordinal);

    private static string TextRule(int longest) => $"has at most {longest} characters, none of them U+0000";
}
