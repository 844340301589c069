using System.Collections;

namespace CloudNet.Agent.Plan;

/// <summary>
/// Items of one kind in the order of their keys, no two with the same. Two sets with the same items are equal; comparing or
/// merging two is one walk over both.
/// </summary>
internal sealed class KernelItems<T> : IReadOnlyList<T>, IEquatable<KernelItems<T>>
    where T : KernelItem
{
    private readonly T[] items;
    private readonly ItemKey[] keys;

    private KernelItems(T[] items, ItemKey[] keys) => (this.items, this.keys) = (items, keys);

    /// <summary>No items.</summary>
    public static KernelItems<T> None { get; } = new([], []);

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <summary>Keys of the items, in the same order.</summary>
    public ReadOnlySpan<ItemKey> Keys => keys;

    /// <summary>Puts items in order. Of several with one key, the first stays.</summary>
    public static KernelItems<T> Of(IEnumerable<T> items)
    {
        var first = new Dictionary<ItemKey, T>();
        foreach (var item in items) first.TryAdd(item.Key, item);
        return Of(first);
    }

    /// <summary>Puts items in order that are held by their keys.</summary>
    public static KernelItems<T> Of(Dictionary<ItemKey, T> byKey)
    {
        if (byKey.Count == 0) return None;
        var keys = byKey.Keys.ToArray();
        var items = byKey.Values.ToArray();
        Array.Sort(keys, items);
        return new(items, keys);
    }

    /// <summary>Whether both have the same items.</summary>
    public bool Equals(KernelItems<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KernelItems<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => items.Length == 0 ? 0 : HashCode.Combine(items.Length, items[0], items[^1]);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
