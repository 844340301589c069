using CloudNet.Contracts.Hosts;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Reports;

/// <summary>
/// Stores what was heard of hosts. What is older than what is stored changes nothing, and the end of a link counts only for
/// the link that is stored: reports may come twice, late, or out of order.
/// </summary>
public static class ReportWriter
{
    /// <summary>Stores a batch, at most one entry a host, in one transaction.</summary>
    /// <returns>Of how many hosts something that a page shows has changed (more than the time they were last seen).</returns>
    public static async Task<int> StoreAsync(CloudNetDb db, IReadOnlyList<HostStatus> batch, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var ids = batch.Select(status => status.Host).ToArray();
        // Locked in one order, so that two replicas' batches cannot wait for each other.
        var rows = await db.Hosts.FromSql($"SELECT * FROM hosts WHERE id = ANY({ids.Select(id => id.Value).ToArray()}) ORDER BY id FOR UPDATE")
            .ToDictionaryAsync(row => row.Id, cancel);
        var changed = new HashSet<HostId>();
        foreach (var status in batch)
        {
            if (!rows.TryGetValue(status.Host, out var row) || row.LastSeenAt > status.At) continue;
            if (Take(row, status)) changed.Add(row.Id);
            if (await AppliedWriter.StoreAsync(db, row, status, cancel) > 0) changed.Add(row.Id);
            if (status.Workloads is { } workloads && await WorkloadWriter.StoreAsync(db, row, workloads, cancel) > 0) changed.Add(row.Id);
            if (status.Facts is { } facts && await HostRangeWriter.StoreAsync(db, row, facts, cancel) > 0) changed.Add(row.Id);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return changed.Count;
    }

    private static bool Take(HostRow row, HostStatus status)
    {
        var before = (row.LinkedTo is null, row.AgentVersion);
        row.LastSeenAt = status.At;
        row.AgentVersion = status.AgentVersion;
        row.BootId = status.BootId;
        if (status.Open) row.LinkedTo = status.Link;
        else if (row.LinkedTo == status.Link) row.LinkedTo = null;
        var problems = status.Problems?.ToArray() ?? row.Problems;
        var same = problems.SequenceEqual(row.Problems) && before == (row.LinkedTo is null, row.AgentVersion);
        var warnings = status.Facts?.Warnings.ToArray() ?? row.Warnings;
        same &= (warnings ?? []).SequenceEqual(row.Warnings ?? []);
        (row.Problems, row.Warnings) = (problems, warnings);
        return !same;
    }
}
