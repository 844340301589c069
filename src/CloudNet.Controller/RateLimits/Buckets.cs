using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Access;

namespace CloudNet.Controller.RateLimits;

/// <summary>
/// The token buckets of this replica: one a client address, one a tenant. A bucket that is full and unused goes by itself, so that
/// addresses that come once cost nothing for long.
/// </summary>
internal sealed class Buckets(RateTerms address, RateTerms tenant) : IAsyncDisposable
{
    private const int NetworkBytes = 8;

    /// <summary>By client address; of IPv6 by the /64, which is one client's.</summary>
    public PartitionedRateLimiter<HttpContext> ByAddress { get; } = PartitionedRateLimiter.Create<HttpContext, IPAddress>(
        context => Bucket(Network(context.Connection.RemoteIpAddress ?? IPAddress.None), address));

    /// <summary>By the tenant that the caller acts in; who has none is counted by address alone.</summary>
    public PartitionedRateLimiter<HttpContext> ByTenant { get; } = PartitionedRateLimiter.Create<HttpContext, TenantId>(
        context => context.Features.Get<Caller>() is { } caller ? Bucket(caller.Actor.Tenant, tenant) : RateLimitPartition.GetNoLimiter(default(TenantId)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ByAddress.DisposeAsync();
        await ByTenant.DisposeAsync();
    }

    private static RateLimitPartition<T> Bucket<T>(T of, RateTerms terms) => terms.PerSecond == 0
        ? RateLimitPartition.GetNoLimiter(of)
        : RateLimitPartition.GetTokenBucketLimiter(of, _ => new()
        {
            TokenLimit = terms.Burst, TokensPerPeriod = terms.PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
        });

    private static IPAddress Network(IPAddress from)
    {
        if (from.IsIPv4MappedToIPv6) return from.MapToIPv4();
        if (from.AddressFamily != AddressFamily.InterNetworkV6) return from;
        var bytes = from.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new(bytes);
    }
}
