using System.Collections.Immutable;

namespace CloudNet.Agent.Reconcile;

/// <summary>What a look is for.</summary>
/// <param name="Reasons">Why.</param>
/// <param name="Links">The workloads' links that <see cref="PassReason.Workload"/> and <see cref="PassReason.Link"/> are about.</param>
internal sealed record PassCall(PassReason Reasons, ImmutableHashSet<string> Links)
{
    private const PassReason OfLinks = PassReason.Workload | PassReason.Link;
    private const PassReason OfInput = PassReason.Input | PassReason.Workload;

    /// <summary>Whether nothing but these links has to be looked at.</summary>
    public bool IsOfLinks => Reasons != PassReason.None && (Reasons & ~OfLinks) == 0;

    /// <summary>Whether what is wanted may have changed.</summary>
    public bool HasInput => (Reasons & OfInput) != 0;

    /// <summary>Whether the host itself may have changed.</summary>
    public bool HasOther => (Reasons & ~OfInput) != 0;

    /// <summary>With one reason more.</summary>
    public PassCall And(PassReason reason) => this with { Reasons = Reasons | reason };
}
