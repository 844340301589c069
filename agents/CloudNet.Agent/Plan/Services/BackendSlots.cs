using System.Net;
using System.Numerics;
using CloudNet.Contracts.Services;

namespace CloudNet.Agent.Plan.Services;

/// <summary>
/// The places among which a connection is drawn, all alike: a backend has as many as it weighs, after what all weights have in common was divided out. They are
/// in the order of addresses, so that every host draws from the same, and a client that is told by its address comes to one backend from everywhere.
/// </summary>
internal static class BackendSlots
{
    /// <summary>The address in each place; those that weigh nothing have none.</summary>
    public static IReadOnlyList<IPAddress> Of(IEnumerable<Backend> backends)
    {
        // An address that has moved may be known of two hosts for a moment.
        var weighing = backends.Where(backend => backend.Weight > 0).DistinctBy(backend => backend.Address)
            .OrderBy(backend => AddressNumber.Of(backend.Address)).Take(ServiceBounds.Slots).ToArray();
        if (weighing.Length == 0) return [];
        var common = weighing.Aggregate(0, (divisor, backend) => (int)BigInteger.GreatestCommonDivisor(divisor, backend.Weight));
        var total = weighing.Sum(backend => backend.Weight / common);
        // Too many places for what they weigh: they get fewer, in proportion, and each at least one.
        int Places(Backend backend) => total <= ServiceBounds.Slots
            ? backend.Weight / common
            : Math.Max(1, (int)((long)backend.Weight / common * (ServiceBounds.Slots - weighing.Length) / total));
        return [.. weighing.SelectMany(backend => Enumerable.Repeat(backend.Address, Places(backend)))];
    }
}
