using CloudNet.Contracts.Link;

namespace CloudNet.Controller.Gateway;

/// <summary>Bounds of what an agent may say (<see cref="LinkLimits"/>). Pure.</summary>
public static class LinkRules
{
    /// <summary>Why a message is out of bounds; null where it is not.</summary>
    public static string? Broken(LinkMessage message) => message switch
    {
        Hello hello => HelloBroken(hello),
        Report report => ReportBroken(report),
        Follow { Revision: < 0 } => "a revision is 0 or more",
        Follow { Stream.Text: null } or Unfollow { Stream.Text: null } => "a stream is named",
        Follow or Unfollow => null,
        _ => $"an agent does not send {message.GetType().Name}",
    };

    private static string? HelloBroken(Hello hello)
    {
        if (hello.AgentVersion.Length > LinkLimits.NameLength) return "agentVersion is too long";
        if (hello.BootId.Length > LinkLimits.NameLength) return "bootId is too long";
        if (hello.Signature.Length > 256) return "signature is too long";
        if (hello.Have.Count > LinkLimits.Entries) return $"have lists more than {LinkLimits.Entries} streams";
        return hello.Have.Any(have => have.Revision < 0 || have.Stream.Text is null) ? "have names a stream and a revision of 0 or more" : null;
    }

    private static string? ReportBroken(Report report)
    {
        if (report.Applied.Count > LinkLimits.Entries) return $"applied lists more than {LinkLimits.Entries} streams";
        if (report.Applied.Any(applied => applied.Revision < 0 || applied.Stream.Text is null)) return "applied names a stream and a revision of 0 or more";
        if (report.Problems.Count > LinkLimits.Problems) return $"problems lists more than {LinkLimits.Problems}";
        if (report.Problems.Any(problem => problem.Length > LinkLimits.ProblemLength)) return $"a problem is longer than {LinkLimits.ProblemLength}";
        if (report.Workloads is not { } workloads) return null;
        if (workloads.Count > LinkLimits.Entries) return $"workloads lists more than {LinkLimits.Entries}";
        return workloads.Select(WorkloadBroken).FirstOrDefault(broken => broken is not null);
    }

    private static string? WorkloadBroken(WorkloadReport workload)
    {
        if (workload.Name.Length is 0 or > LinkLimits.NameLength) return $"a workload's name has 1 to {LinkLimits.NameLength} characters";
        if (workload.Labels.Count > LinkLimits.Labels) return $"workload {workload.Name} has more than {LinkLimits.Labels} labels";
        return workload.Labels.Any(label => label.Key.Length is 0 or > LinkLimits.NameLength || label.Value.Length > LinkLimits.NameLength)
            ? $"workload {workload.Name} has a label that is too long" : null;
    }
}
