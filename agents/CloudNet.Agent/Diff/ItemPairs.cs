using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Diff;

/// <summary>Walks two sets of items side by side.</summary>
internal static class ItemPairs
{
    /// <summary>Every key of either, in order, with the item that each has for it. One walk, no look-up.</summary>
    public static IEnumerable<(T? Actual, T? Desired)> Of<T>(KernelItems<T> actual, KernelItems<T> desired)
        where T : KernelItem
    {
        var (a, d) = (0, 0);
        while (a < actual.Count || d < desired.Count)
        {
            var order = a == actual.Count ? 1 : d == desired.Count ? -1 : actual.Keys[a].CompareTo(desired.Keys[d]);
            yield return (order <= 0 ? actual[a] : null, order >= 0 ? desired[d] : null);
            if (order <= 0) a++;
            if (order >= 0) d++;
        }
    }
}
