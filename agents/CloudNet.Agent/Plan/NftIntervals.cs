using System.Net;

namespace CloudNet.Agent.Plan;

/// <summary>Ranges of addresses as nft prints them in a set without a name: those that touch or overlap are one.</summary>
internal static class NftIntervals
{
    /// <summary>The elements, by their addresses: a prefix where one is just that, else its first and last address.</summary>
    /// <param name="ranges">Of one family.</param>
    public static IEnumerable<string> Of(IEnumerable<IPNetwork> ranges)
    {
        (UInt128 First, UInt128 Last)? open = null;
        foreach (var range in ranges.OrderBy(range => AddressNumber.Of(range.BaseAddress)))
        {
            var first = AddressNumber.Of(range.BaseAddress);
            var last = first + AddressNumber.Span(range);
            if (open is { } so && (first <= so.Last || first - so.Last == 1))
            {
                open = (so.First, UInt128.Max(so.Last, last));
                continue;
            }
            if (open is { } whole) yield return Text(whole.First, whole.Last);
            open = (first, last);
        }
        if (open is { } rest) yield return Text(rest.First, rest.Last);
    }

    private static string Text(UInt128 first, UInt128 last)
    {
        var from = AddressNumber.Address(first);
        var (span, free) = (last - first, (int)UInt128.PopCount(last - first));
        var isPrefix = (span & (span + 1)) == 0 && (first & span) == 0;
        return !isPrefix ? $"{from}-{AddressNumber.Address(last)}" : free == 0 ? $"{from}" : $"{from}/{AddressNumber.Bits(from) - free}";
    }
}
