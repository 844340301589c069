using System.Collections.Immutable;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Reconcile;

/// <summary>What one look at the kernel ended with.</summary>
/// <param name="Found">What the kernel has; null where it could not be read, or nothing may be touched yet.</param>
/// <param name="Remaining">Steps that are still needed and may be taken; empty where all is as it should be.</param>
/// <param name="Failures">Steps that were tried and failed, now or lately.</param>
/// <param name="Problems">All that is wrong, in words.</param>
/// <param name="IsWhole">Whether all was looked at, and not only the links of some workloads.</param>
internal sealed record PassResult(
    KernelState? Found, ImmutableArray<KernelStep> Remaining, ImmutableArray<StepFailure> Failures, ImmutableArray<string> Problems,
    bool IsWhole = true)
{
    /// <summary>The kernel was not looked at.</summary>
    public static PassResult Blind(params ImmutableArray<string> problems) => new(null, [], [], problems);

    /// <summary>Whether the kernel was found to have a workload's link; null where it was not looked at.</summary>
    public bool? Has(Attachment attachment) => Found?.Links.Any(link => link.Name == LinkNames.Veth(attachment.Id));

    /// <summary>Why a workload is not as it should be, or null where the kernel was found to have it.</summary>
    public string? WhyNot(Attachment attachment)
    {
        var name = LinkNames.Veth(attachment.Id);
        if (Failures.FirstOrDefault(failure => failure.Step.Item is VethLink veth && veth.Name == name) is { } failure) return failure.ToString();
        if (Has(attachment) == true && !Remaining.Any(step => step.Item is VethLink veth && veth.Name == name)) return null;
        return Problems is [] ? "The kernel does not have it, and no reason was found." : string.Join('\n', Problems);
    }
}
