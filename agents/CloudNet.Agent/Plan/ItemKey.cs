namespace CloudNet.Agent.Plan;

/// <summary>
/// What the kernel tells things of one kind apart by: two items with one key cannot both be there. A value that compares
/// without touching the item, so that sorting thousands of items costs about a millisecond.
/// </summary>
/// <param name="Scope">The link or table.</param>
/// <param name="Number">The address, as a number.</param>
/// <param name="Minor">What tells two items of one address apart: a prefix length, a metric.</param>
internal readonly record struct ItemKey(string Scope, UInt128 Number = default, long Minor = 0) : IComparable<ItemKey>
{
    /// <inheritdoc/>
    public int CompareTo(ItemKey other)
    {
        var scope = ReferenceEquals(Scope, other.Scope) ? 0 : string.CompareOrdinal(Scope, other.Scope);
        if (scope != 0) return scope;
        var number = Number.CompareTo(other.Number);
        return number != 0 ? number : Minor.CompareTo(other.Minor);
    }
}
