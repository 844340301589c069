using System.Collections.Immutable;

namespace CloudNet.Agent.Plan.Tables;

/// <summary>What differs between two maps of which one came from the other: values are compared by reference, since they are immutable.</summary>
internal static class MapChanges
{
    /// <summary>The keys whose values differ, in order, with both values; null where there is none.</summary>
    public static IEnumerable<(TKey Key, TValue? Was, TValue? Now)> Between<TKey, TValue>(
        ImmutableSortedDictionary<TKey, TValue> before, ImmutableSortedDictionary<TKey, TValue> after)
        where TKey : notnull, IComparable<TKey>
        where TValue : class
    {
        if (ReferenceEquals(before, after)) yield break;
        using var was = before.GetEnumerator();
        using var now = after.GetEnumerator();
        var (hasWas, hasNow) = (was.MoveNext(), now.MoveNext());
        while (hasWas || hasNow)
        {
            var order = !hasWas ? 1 : !hasNow ? -1 : was.Current.Key.CompareTo(now.Current.Key);
            if (order < 0) yield return (was.Current.Key, was.Current.Value, null);
            else if (order > 0) yield return (now.Current.Key, null, now.Current.Value);
            else if (!ReferenceEquals(was.Current.Value, now.Current.Value)) yield return (was.Current.Key, was.Current.Value, now.Current.Value);
            if (order <= 0) hasWas = was.MoveNext();
            if (order >= 0) hasNow = now.MoveNext();
        }
    }
}
