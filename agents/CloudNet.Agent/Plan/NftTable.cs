using System.Collections.Immutable;

namespace CloudNet.Agent.Plan;

/// <summary>CloudNet's one nftables table, as the text that nft prints it in. Equality of text is equality of the table.</summary>
/// <param name="Text">As <c>nft -s list table inet cloudnet</c> prints it, without empty lines, with a newline at the end.</param>
internal sealed record NftTable(string Text) : KernelItem
{
    /// <summary>Family and name.</summary>
    public const string Name = "inet cloudnet";

    /// <summary>The table of these chains; null where there are none.</summary>
    public static NftTable? Of(IEnumerable<NftChain?> chains) =>
        string.Concat(chains.OfType<NftChain>().Select(chain => chain.Text)) is { Length: > 0 } text ? new($"table {Name} {{\n{text}}}\n") : null;

    /// <inheritdoc/>
    public override ItemKey Key => new(Name);

    // Deleting a table that may not be there takes an add before it (nft 1.0.6 has no 'destroy'). All three are one
    // transaction: no packet sees the host without its rules.
    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => [Nft($"add table {Name}\ndelete table {Name}\n{Text}")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => Adding();

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Nft($"delete table {Name}\n")];

    private static KernelCommand Nft(string script) => new(KernelTool.Nft, script);
}
