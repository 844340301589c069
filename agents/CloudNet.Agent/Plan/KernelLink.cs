using System.Collections.Immutable;

namespace CloudNet.Agent.Plan;

/// <summary>A link of CloudNet's: its name begins with <see cref="LinkNames.Prefix"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mtu">Bytes.</param>
/// <param name="Up">Whether it is set up; what is planned always is.</param>
internal abstract record KernelLink(string Name, int Mtu, bool Up) : KernelItem
{
    /// <inheritdoc/>
    public override ItemKey Key => new(Name);

    /// <summary>The link of CloudNet's that this one stands on: it is there before it, and takes it along when it goes; null for none.</summary>
    public virtual string? Lower => null;

    /// <summary>
    /// Whether <paramref name="actual"/> can be turned into this link in place. Where it cannot it has to be made anew, and
    /// all that is on it goes with it.
    /// </summary>
    public abstract bool CanComeFrom(KernelLink actual);

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Ip($"link del {Name}")];
}
