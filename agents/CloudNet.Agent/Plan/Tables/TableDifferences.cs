using System.Collections.Immutable;

namespace CloudNet.Agent.Plan.Tables;

/// <summary>What in a table is not as it should be. Pure.</summary>
/// <param name="Gone">Elements that should not be there.</param>
/// <param name="Come">Elements that are not there.</param>
/// <param name="Misplaced">Chains that packets meet elsewhere than they should; nothing leads to such a chain.</param>
/// <param name="Needless">Maps, sets, chains and counters that nothing leads to any more.</param>
internal sealed record TableDifferences(
    ImmutableArray<NftElement> Gone, ImmutableArray<NftElement> Come, ImmutableArray<TablePart> Misplaced, ImmutableArray<TablePart> Needless)
{
    /// <summary>Whether there is anything.</summary>
    public bool Any => Gone.Length + Come.Length + Misplaced.Length + Needless.Length > 0;

    /// <summary>Between what should be there and what is.</summary>
    /// <param name="book">What should be there.</param>
    /// <param name="parts">The maps, sets, chains and counters that are there.</param>
    /// <param name="elements">The elements that are there; the kernel may tell one twice.</param>
    public static TableDifferences Of(ITablePlan book, IReadOnlyCollection<TablePart> parts, IEnumerable<NftElement> elements)
    {
        var there = elements.ToHashSet();
        var wanted = TablePart.AddedBy(book.Frame).ToHashSet();
        var names = wanted.Select(part => (part.Kind, part.Name)).ToHashSet();
        var other = parts.Where(part => !wanted.Contains(part)).ToLookup(part => names.Contains((part.Kind, part.Name)));
        ImmutableArray<TablePart> misplaced = [.. other[true].Where(part => part.Hook.Length > 0)];
        ImmutableArray<TablePart> needless = book.HasUnknown ? [] : [.. other[false]];
        var goingMaps = needless.Where(part => part.HasElements).Select(part => part.Name).ToHashSet();
        return new(
            [.. there.Where(element => !goingMaps.Contains(element.Map)
                && (book.Elements.TryGetValue((element.Map, element.Key), out var value) ? value != element.Value : !book.MayBeOfUnknown(element)))],
            [.. book.All.Where(element => !there.Contains(element))], misplaced, needless);
    }
}
