namespace CloudNet.Store.Lists;

/// <summary>A row of a list, with what lists are sorted by. EF Core sees through it: what is not needed is not asked for.</summary>
/// <typeparam name="T">The row.</typeparam>
internal sealed class Listed<T>
{
    /// <summary>The row.</summary>
    public required T Row { get; init; }

    /// <summary>Its name, in <see cref="ListPages.ByBytes"/>: only in that order has it an index.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What its id is unique in: a workload's host. The id itself where that alone is unique.</summary>
    public required Guid Of { get; init; }

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }
}
