using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Hosts;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reads;

/// <summary>Who a host is: what a link is checked against.</summary>
/// <param name="Id">The host.</param>
/// <param name="Name">Its name.</param>
/// <param name="PublicKey">ECDSA P-256 SubjectPublicKeyInfo.</param>
/// <param name="UnderlayAddress">The address that peers send to, as last known.</param>
/// <param name="Holder">Who is linked as this host.</param>
public sealed record HostIdentity(HostId Id, string Name, byte[] PublicKey, IPAddress UnderlayAddress, LinkHolder Holder)
{
    /// <summary>Looks a host up; null where it is not enrolled.</summary>
    public static Task<HostIdentity?> FindAsync(CloudNetDb db, HostId host, CancellationToken cancel) =>
        db.Hosts.AsNoTracking().Where(row => row.Id == host)
            .Select(row => new HostIdentity(
                row.Id, row.Name, row.PublicKey, row.UnderlayAddress,
                new(row.LinkedTo, row.Machine, row.LinkedAt, row.LastSeenAt,
                    row.Contenders, row.ContendedSince, row.ContendedAt, row.LinkRefused != null))).SingleOrDefaultAsync(cancel);

    /// <summary>Whether a host that is not enrolled was once, and was removed: its stream stays.</summary>
    public static Task<bool> WasRemovedAsync(CloudNetDb db, HostId host, CancellationToken cancel)
    {
        var stream = StreamName.Of(host);
        return db.Streams.AnyAsync(row => row.Name == stream, cancel);
    }

    /// <summary>Whether a host is in a network.</summary>
    public static Task<bool> IsInAsync(CloudNetDb db, HostId host, NetworkId network, CancellationToken cancel) =>
        db.Leases.AnyAsync(lease => lease.NetworkId == network && lease.HostId == host, cancel);
}
