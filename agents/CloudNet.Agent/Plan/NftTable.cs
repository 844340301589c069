using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace CloudNet.Agent.Plan;

/// <summary>CloudNet's one nftables table, as the text that nft prints it in. Equality of text is equality of the table.</summary>
/// <param name="Text">
/// As <c>nft -s list table inet cloudnet</c> prints it, without empty lines, with a newline at the end, and with the elements of each set in the
/// order of their text: nft has an order of its own, which is not the same in all versions.
/// </param>
internal sealed record NftTable(string Text) : KernelItem
{
    /// <summary>Where it leads flows; no part of equality, as a table that was read does not tell. Null: nothing is known of that.</summary>
    public FlowTargets? Targets { get; init; }

    /// <summary>Equal by its text.</summary>
    public bool Equals(NftTable? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Family and name.</summary>
    public const string Name = "inet cloudnet";

    /// <summary>The table of these chains; null where there are none.</summary>
    public static NftTable? Of(IEnumerable<NftChain?> chains) =>
        string.Concat(chains.OfType<NftChain>().Select(chain => chain.Text)) is { Length: > 0 } text ? new($"table {Name} {{\n{text}}}\n") : null;

    /// <summary>The table that nft has printed.</summary>
    public static NftTable Listed(string printed)
    {
        var text = new StringBuilder();
        foreach (var line in printed.Split('\n'))
            if (line.TrimEnd() is { Length: > 0 } words) text.Append(InOrder(words)).Append('\n');
        return new(text.ToString());
    }

    /// <summary>The elements of a set, as they stand between its braces.</summary>
    public static string Elements(IEnumerable<string> elements) => string.Join(", ", elements.Order(StringComparer.Ordinal));

    /// <summary>Ranges of addresses as they are looked up.</summary>
    public static string Set(IEnumerable<IPNetwork> ranges) =>
        NftIntervals.Of(ranges).ToArray() is var all && all.Length == 1 ? all[0] : $"{{ {Elements(all)} }}";

    private static string InOrder(string line) => line.IndexOf("{ ", StringComparison.Ordinal) is var from and > 0 && line.LastIndexOf(" }", StringComparison.Ordinal) is var to && to > from
        ? line[..(from + 2)] + Elements(line[(from + 2)..to].Split(", ")) + line[to..]
        : line;

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
