using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Lists;

namespace CloudNet.Web.Audit;

/// <summary>The audit log, for the dashboard.</summary>
public interface IAuditClient
{
    /// <summary>What changes can be about.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>A part of the entries that are sought, the newest first, from a cursor on.</summary>
    Task<Answer<Page<AuditEntry>>> EntriesAsync(AuditSearch search, string? cursor, CancellationToken cancel);
}
