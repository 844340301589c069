using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Hosts;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>
/// Stores what was heard of hosts. What is older than what is stored changes nothing, and neither does what a link says that does not
/// hold the host: reports may come twice, late, or out of order.
/// </summary>
public static class ReportWriter
{
    /// <summary>Stores a batch, in its order, in one transaction.</summary>
    /// <returns>Of how many hosts something that a page shows has changed (more than the time they were last seen).</returns>
    public static async Task<int> StoreAsync(CloudNetDb db, IReadOnlyList<HostStatus> batch, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var ids = batch.Select(status => status.Host).ToArray();
        // Locked in one order, so that two replicas' batches cannot wait for each other.
        var rows = await db.Hosts.FromSql($"SELECT * FROM hosts WHERE id = ANY({ids.Select(id => id.Value).ToArray()}) ORDER BY id FOR UPDATE")
            .ToDictionaryAsync(row => row.Id, cancel);
        var (changed, told) = (new HashSet<HostId>(), new List<StreamChange>());
        foreach (var status in batch)
        {
            if (!rows.TryGetValue(status.Host, out var row) || row.LastSeenAt > status.At || !Holds(row, status)) continue;
            var wasAway = row.AwaySince is not null;
            if (Take(row, status)) changed.Add(row.Id);
            if (await AppliedWriter.StoreAsync(db, row, status, cancel) > 0) changed.Add(row.Id);
            if (status.Workloads is { } workloads)
            {
                var (isOther, news) = await WorkloadWriter.StoreAsync(db, row, wasAway, status, workloads, cancel);
                if (isOther) changed.Add(row.Id);
                told.AddRange(news);
            }
            else if (wasAway && row.AwaySince is null) told.AddRange(await AwayHosts.ToldAsync(db, row, cancel));
            if (status.Paths is { } paths && await PathWriter.StoreAsync(db, row, paths, status.At, cancel) > 0) changed.Add(row.Id);
            if (status.NextPlanes is { Count: > 0 } planes && await NextPlaneWriter.StoreAsync(db, row, planes, status.At, cancel) > 0) changed.Add(row.Id);
            if (status.PolicyCounts is { Count: > 0 } counts && await PolicyCountWriter.StoreAsync(db, row, counts, status.At, cancel) > 0) changed.Add(row.Id);
            if (status.Facts is { } facts && await HostRangeWriter.StoreAsync(db, row, facts, cancel) > 0) changed.Add(row.Id);
        }
        await db.SaveChangesAsync(cancel);
        // Looked at now and not at the end: a batch of another replica that has the same address would be waited for with the streams locked.
        if (told.Count > 0) await db.Database.ExecuteSqlAsync($"SET CONSTRAINTS ALL IMMEDIATE", cancel);
        // Last, for it locks the streams: no report of another host of these networks waits longer than for the commit.
        if (told.Count > 0) await ChangeLogWriter.AppendAsync(db, Merged(told), batch.Max(status => status.At), cancel);
        await transaction.CommitAsync(cancel);
        return changed.Count;
    }

    private static IReadOnlyCollection<StreamChange> Merged(IEnumerable<StreamChange> told) =>
    [
        .. from change in told
           group change by change.Stream into same
           select new StreamChange(same.Key, [.. same.SelectMany(change => change.Operations)]) { Owner = same.First().Owner },
    ];

    // Where nobody holds the host, or nobody that is heard of, a link that is open holds it by reporting: a controller of an earlier
    // version takes none before.
    private static bool Holds(HostRow row, HostStatus status)
    {
        if (row.LinkedTo == status.Link) return true;
        var silent = status.At - HostLinkRules.Silence;
        return status.Open && (row.LinkedTo is null || (row.LastSeenAt < silent && !(row.LinkedAt >= silent)));
    }

    private static bool Take(HostRow row, HostStatus status)
    {
        var before = (row.LinkedTo is null, row.AgentVersion, row.LinkRefused);
        row.LastSeenAt = status.At;
        row.AgentVersion = status.AgentVersion;
        row.BootId = status.BootId;
        row.LinkedTo = status.Open ? status.Link : null;
        if (status.Open) row.AwaySince = null;
        if (row.ContendedAt < status.At - HostLinkRules.Contention)
            (row.Contenders, row.ContendedSince, row.ContendedAt, row.LinkRefused) = ([], null, null, null);
        var problems = status.Problems?.ToArray() ?? row.Problems;
        var same = problems.SequenceEqual(row.Problems) && before == (row.LinkedTo is null, row.AgentVersion, row.LinkRefused);
        var warnings = status.Facts?.Warnings.ToArray() ?? row.Warnings;
        same &= (warnings ?? []).SequenceEqual(row.Warnings ?? []);
        (row.Problems, row.Warnings) = (problems, warnings);
        return !same || status.Began;
    }
}
