using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Hosts;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Links;

/// <summary>Stores which link holds a host: of all that claim to be it, one.</summary>
public static class LinkHolds
{
    /// <summary>Gives a host to a link, where it is still held as it was read. What was said of the same machine's earlier tries is over.</summary>
    /// <returns>False where another link came first: read again.</returns>
    public static async Task<bool> TakeAsync(
        CloudNetDb db, HostId host, string? before, string link, Machine machine, DateTimeOffset now, CancellationToken cancel)
    {
        var mine = machine.ToString();
        return await db.Hosts.Where(row => row.Id == host && row.LinkedTo == before).ExecuteUpdateAsync(row => row
            .SetProperty(h => h.LinkedTo, link).SetProperty(h => h.BootId, machine.BootId).SetProperty(h => h.Netns, machine.Netns)
            .SetProperty(h => h.LastSeenAt, now)
            .SetProperty(h => h.Contender, h => h.Contender == mine ? null : h.Contender)
            .SetProperty(h => h.ContendedSince, h => h.Contender == mine ? null : h.ContendedSince)
            .SetProperty(h => h.ContendedAt, h => h.Contender == mine ? null : h.ContendedAt)
            .SetProperty(h => h.LinkRefused, h => h.Contender == mine ? null : h.LinkRefused), cancel) == 1;
    }

    /// <summary>Notes that a machine was refused, and takes the host from its link, should that hold it.</summary>
    /// <param name="db">The session.</param>
    /// <param name="host">The host that it says it is.</param>
    /// <param name="link">Its link.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="why">Why, for people; null where that is not certain yet.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancel">Cancels.</param>
    public static Task RefuseAsync(
        CloudNetDb db, HostId host, string link, Machine machine, string? why, DateTimeOffset now, CancellationToken cancel)
    {
        var (mine, over) = (machine.ToString(), now - HostLinkRules.Contention);
        return db.Hosts.Where(row => row.Id == host).ExecuteUpdateAsync(row => row
            .SetProperty(h => h.LinkedTo, h => h.LinkedTo == link ? null : h.LinkedTo)
            .SetProperty(h => h.ContendedSince, h => h.ContendedAt >= over ? h.ContendedSince : now)
            .SetProperty(h => h.Contender, mine).SetProperty(h => h.ContendedAt, now)
            .SetProperty(h => h.LinkRefused, h => why ?? (h.ContendedAt >= over ? h.LinkRefused : null)), cancel);
    }

    /// <summary>Of some links those whose hosts another link holds by now.</summary>
    public static async Task<IReadOnlyList<HostId>> LostAsync(CloudNetDb db, IReadOnlyCollection<(HostId Host, string Link)> links, CancellationToken cancel)
    {
        var (hosts, names) = (links.Select(one => one.Host.Value).ToArray(), links.Select(one => one.Link).ToArray());
        var lost = await db.Database.SqlQuery<Guid>($"""
            SELECT hosts.id AS "Value" FROM unnest({hosts}, {names}) AS mine(host, link) JOIN hosts ON hosts.id = mine.host
            WHERE hosts.linked_to <> mine.link
            """).ToListAsync(cancel);
        return [.. lost.Select(id => new HostId(id))];
    }
}
