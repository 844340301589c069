namespace CloudNet.Agent.Udp.Peers;

/// <summary>
/// Who has an address, by the longest prefix that holds it. The prefixes of one family are laid out as ranges that do not
/// overlap, so that finding one is a binary search: 14 steps among 10,000. Never changed; made anew in milliseconds.
/// </summary>
internal sealed class PrefixTable
{
    private readonly List<UInt128> starts = [0];
    private readonly List<Peer?> owners = [null];

    /// <summary>The table of prefixes of one family, each at most once.</summary>
    public PrefixTable(IEnumerable<KeyValuePair<Prefix, Peer>> prefixes)
    {
        var sorted = prefixes.ToArray();
        Array.Sort(sorted, (one, other) => one.Key.CompareTo(other.Key));
        var around = new Stack<(UInt128 End, Peer Owner)>();
        foreach (var (prefix, owner) in sorted)
        {
            while (around.TryPeek(out var outer) && outer.End < prefix.Start) Leave(around);
            Mark(prefix.Start, owner);
            around.Push((prefix.End, owner));
        }
        while (around.Count > 0) Leave(around);
    }

    /// <summary>Who has the address; null for nobody.</summary>
    public Peer? Find(UInt128 address)
    {
        var (low, high) = (0, starts.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (starts[middle] <= address) low = middle;
            else high = middle - 1;
        }
        return owners[low];
    }

    private void Leave(Stack<(UInt128 End, Peer Owner)> around)
    {
        var (end, _) = around.Pop();
        if (end != UInt128.MaxValue) Mark(end + 1, around.TryPeek(out var outer) ? outer.Owner : null);
    }

    private void Mark(UInt128 start, Peer? owner)
    {
        if (starts[^1] == start) owners[^1] = owner;
        else
        {
            starts.Add(start);
            owners.Add(owner);
        }
    }
}
