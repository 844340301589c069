namespace CloudNet.Agent.Plan.Tables;

/// <summary>What a table of its own should hold.</summary>
internal interface ITablePlan
{
    /// <summary>Which table.</summary>
    TableKind Kind { get; }

    /// <summary>The maps, sets, chains and counters that should be there, as nft is told of them; elements that are there stay.</summary>
    string Frame { get; }

    /// <summary>Every element that should be there.</summary>
    IReadOnlyDictionary<(string Map, string Key), string> Elements { get; }

    /// <summary>The same, one by one.</summary>
    IEnumerable<NftElement> All { get; }

    /// <summary>Whether there is anything to be there, as far as is known.</summary>
    bool Any { get; }

    /// <summary>Whether there are networks of which something is not known.</summary>
    bool HasUnknown { get; }

    /// <summary>Whether an element that is there, and is not in <see cref="Elements"/>, may belong to a network of which something is not known.</summary>
    bool MayBeOfUnknown(NftElement element);

    /// <summary>Whether the kernel fills a map or set by itself, so that its elements are nobody's to put right.</summary>
    bool IsFilledByKernel(string map);
}
