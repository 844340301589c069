using System.Net;
using System.Net.Sockets;
using CloudNet.Domain.Addressing;

namespace CloudNet.Domain.Services;

/// <summary>
/// The addresses of a block that services have: all but the first, which is the network's own, and in IPv4 the last. The lowest of them are kept for those
/// that people pick by hand, so that what is given unasked seldom stands in their way: a sixteenth of the block, 16 at least and 256 at most, as Kubernetes
/// has it since KEP-3070 ("Reserve Service IP Ranges For Dynamic and Static IP Allocation"); none in a block of fewer than 32 addresses, of which that would
/// be half and more. Those above are given in order, one after the highest that any service has: found by an index however many there are, and one that was
/// let go is not given to the next who comes. Only where the end is reached are the free ones between looked for, and after them those that were kept.
/// </summary>
/// <param name="Block">The block; IPv6 ones are large, and nothing here goes through their addresses.</param>
public readonly record struct ServiceAddresses(IPNetwork Block)
{
    private const int LeastKept = 16, MostKept = 256, Share = 16;

    private AddressFamily Family => Block.BaseAddress.AddressFamily;

    private UInt128 Size => UInt128.One << (AddressNumber.Bits(Family) - Block.PrefixLength);

    private UInt128 FirstNumber => AddressNumber.Of(Block.BaseAddress) + 1;

    private UInt128 LastNumber => AddressNumber.Of(Family == AddressFamily.InterNetwork ? Block.LastUsable : Block.Last);

    private UInt128 FirstGiven => FirstNumber + (uint)Kept;

    /// <summary>How many of the lowest are kept for those picked by hand.</summary>
    public int Kept => Size < 2 * LeastKept ? 0 : (int)UInt128.Clamp(Size / Share, LeastKept, MostKept);

    /// <summary>The lowest that is given unasked, as long as there is another.</summary>
    public IPAddress FirstUnasked => Address(FirstGiven);

    /// <summary>How many there are.</summary>
    public UInt128 Count => LastNumber - FirstNumber + 1;

    /// <summary>Whether a service can have the address.</summary>
    public bool Contains(IPAddress address) =>
        address.AddressFamily == Family && AddressNumber.Of(address) is var number && number >= FirstNumber && number <= LastNumber;

    /// <summary>The one after the highest that a service has; null where none is left there.</summary>
    /// <param name="highest">The highest that a service has in the block; null: none has one.</param>
    /// <param name="apart">What else is taken: leased subnets, and single addresses; also such as lie outside.</param>
    public IPAddress? After(IPAddress? highest, IEnumerable<IPNetwork> apart)
    {
        var number = highest is null ? 0 : AddressNumber.Of(highest);
        return number >= LastNumber ? null : Lowest(UInt128.Max(FirstGiven, number + 1), LastNumber, Taken([], apart));
    }

    /// <summary>
    /// The lowest free one of those that are given unasked, else of those that are kept; null where all are taken. O(n log n) in those taken.
    /// </summary>
    /// <param name="taken">The addresses that services have, in any order.</param>
    /// <param name="apart">As above.</param>
    public IPAddress? Lowest(IEnumerable<IPAddress> taken, IEnumerable<IPNetwork> apart)
    {
        var all = Taken(taken, apart);
        return Lowest(FirstGiven, LastNumber, all) ?? Lowest(FirstNumber, FirstGiven - 1, all);
    }

    private IPAddress? Lowest(UInt128 first, UInt128 last, IEnumerable<(UInt128 First, UInt128 Last)> taken)
    {
        var next = first;
        foreach (var one in taken)
        {
            if (next > last || one.First > next) break;
            // Also where it is the last address of all, which has none after it.
            if (one.Last >= last) return null;
            if (one.Last >= next) next = one.Last + 1;
        }
        return next > last ? null : Address(next);
    }

    // By their first addresses; of several that begin alike the order is no matter.
    private (UInt128 First, UInt128 Last)[] Taken(IEnumerable<IPAddress> taken, IEnumerable<IPNetwork> apart)
    {
        var family = Family;
        return
        [
            .. taken.Where(address => address.AddressFamily == family).Select(AddressNumber.Of).Select(number => (number, number))
                .Concat(apart.Where(range => range.BaseAddress.AddressFamily == family)
                    .Select(range => (AddressNumber.Of(range.First), AddressNumber.Of(range.Last))))
                .OrderBy(one => one.Item1),
        ];
    }

    private IPAddress Address(UInt128 number) => AddressNumber.ToAddress(number, Family);
}
