using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Hosts;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Links;

/// <summary>Stores which link holds a host: of all that claim to be it, one.</summary>
public static class LinkHolds
{
    /// <summary>Gives a host to a link, where it is still held as it was read. With another machine than before, what others tried is over.</summary>
    /// <returns>False where another link came first: read again.</returns>
    public static async Task<bool> TakeAsync(
        CloudNetDb db, HostId host, string? before, string link, Machine machine, DateTimeOffset now, CancellationToken cancel)
    {
        var mine = machine.ToString();
        return await db.Hosts.Where(row => row.Id == host && row.LinkedTo == before).ExecuteUpdateAsync(row => row
            .SetProperty(h => h.LinkedTo, link).SetProperty(h => h.Machine, mine).SetProperty(h => h.LinkedAt, now)
            .SetProperty(h => h.Contenders, h => h.Machine == mine ? h.Contenders : Array.Empty<string>())
            .SetProperty(h => h.ContendedSince, h => h.Machine == mine ? h.ContendedSince : null)
            .SetProperty(h => h.ContendedAt, h => h.Machine == mine ? h.ContendedAt : null)
            .SetProperty(h => h.LinkRefused, h => h.Machine == mine ? h.LinkRefused : null), cancel) == 1;
    }

    /// <summary>
    /// Notes that a machine was refused, and takes the host from its link, should that hold it. Why is kept as it was said first: it
    /// is told to people, and machines try again and again.
    /// </summary>
    /// <param name="db">The session.</param>
    /// <param name="host">The host that it says it is.</param>
    /// <param name="link">Its link.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="why">Why, for people; null where that is not certain yet.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancel">Cancels.</param>
    public static Task<int> RefuseAsync(CloudNetDb db, HostId host, string link, Machine machine, string? why, DateTimeOffset now, CancellationToken cancel)
    {
        var (mine, over) = (machine.ToString(), now - HostLinkRules.Contention);
        return db.Database.ExecuteSqlAsync($"""
            UPDATE hosts SET
              linked_to = nullif(linked_to, {link}),
              contenders = CASE WHEN contended_at >= {over}
                THEN (array_remove(contenders, {mine}) || {mine})[greatest(1, cardinality(contenders) - 14):] ELSE ARRAY[{mine}] END,
              contended_since = CASE WHEN contended_at >= {over} THEN contended_since ELSE {now} END,
              contended_at = {now},
              link_refused = CASE WHEN contended_at >= {over} THEN coalesce(link_refused, {why}) ELSE {why} END
            WHERE id = {host.Value}
            """, cancel);
    }

    /// <summary>A machine that was refused is let in: what was said of it is over.</summary>
    public static Task SettleAsync(CloudNetDb db, HostId host, string machine, CancellationToken cancel) =>
        db.Hosts.Where(row => row.Id == host && row.Contenders.Contains(machine)).ExecuteUpdateAsync(row => row
            .SetProperty(h => h.Contenders, Array.Empty<string>()).SetProperty(h => h.ContendedSince, (DateTimeOffset?)null)
            .SetProperty(h => h.ContendedAt, (DateTimeOffset?)null).SetProperty(h => h.LinkRefused, (string?)null), cancel);

    /// <summary>Says that links are open still, where what is heard of them cannot be stored.</summary>
    public static Task<int> RenewAsync(CloudNetDb db, IReadOnlyCollection<(HostId Host, string Link)> links, DateTimeOffset now, CancellationToken cancel)
    {
        var (hosts, names) = Columns(links);
        return db.Database.ExecuteSqlAsync($"""
            UPDATE hosts SET linked_at = {now} FROM unnest({hosts}, {names}) AS mine(host, link) WHERE hosts.id = mine.host AND hosts.linked_to = mine.link
            """, cancel);
    }

    /// <summary>Of some links those whose hosts another link holds by now.</summary>
    public static async Task<IReadOnlyList<string>> LostAsync(CloudNetDb db, IReadOnlyCollection<(HostId Host, string Link)> links, CancellationToken cancel)
    {
        var (hosts, names) = Columns(links);
        return await db.Database.SqlQuery<string>($"""
            SELECT mine.link AS "Value" FROM unnest({hosts}, {names}) AS mine(host, link) JOIN hosts ON hosts.id = mine.host
            WHERE hosts.linked_to <> mine.link
            """).ToListAsync(cancel);
    }

    private static (Guid[] Hosts, string[] Names) Columns(IReadOnlyCollection<(HostId Host, string Link)> links) =>
        (links.Select(one => one.Host.Value).ToArray(), links.Select(one => one.Link).ToArray());
}
