using System.Net;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Udp.Peers;

/// <summary>
/// Who has an address, by the longest prefix that holds it. The prefixes of one family are laid out as ranges that do not
/// overlap, so that finding one is a binary search: 14 steps among 10,000. Never changed; made anew in milliseconds.
/// </summary>
internal sealed class PrefixTable
{
    private readonly UInt128[] starts;
    private readonly Peer?[] owners;

    /// <summary>The table of prefixes of one family, each at most once.</summary>
    public PrefixTable(IEnumerable<(IPNetwork Prefix, Peer Owner)> prefixes)
    {
        var layout = new Layout();
        // A prefix comes before those within it.
        foreach (var (start, end, owner) in prefixes
            .Select(one => (Start: AddressNumber.Of(one.Prefix.BaseAddress), Span: AddressNumber.Span(one.Prefix), one.Owner))
            .OrderBy(one => one.Start).ThenByDescending(one => one.Span).Select(one => (one.Start, one.Start + one.Span, one.Owner)))
            layout.Add(start, end, owner);
        (starts, owners) = layout.End();
    }

    /// <summary>Who has the address; null for nobody.</summary>
    public Peer? Find(UInt128 address)
    {
        var (low, high) = (0, starts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (starts[middle] <= address) low = middle;
            else high = middle - 1;
        }
        return owners[low];
    }

    private sealed class Layout
    {
        private readonly List<UInt128> starts = [0];
        private readonly List<Peer?> owners = [null];
        private readonly Stack<(UInt128 End, Peer Owner)> around = new();

        public void Add(UInt128 start, UInt128 end, Peer owner)
        {
            while (around.TryPeek(out var outer) && outer.End < start) Leave();
            Mark(start, owner);
            around.Push((end, owner));
        }

        public (UInt128[], Peer?[]) End()
        {
            while (around.Count > 0) Leave();
            return ([.. starts], [.. owners]);
        }

        private void Leave()
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
}
