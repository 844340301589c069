using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Lists;
using CloudNet.Controller.Audit;
using CloudNet.Domain.Events;
using CloudNet.Web;
using CloudNet.Web.Audit;

namespace CloudNet.Controller.Dashboard;

/// <summary>The audit log for the dashboard, as the signed-in person.</summary>
internal sealed class AuditClient(PersonsCalls calls, AuditLog log) : IAuditClient
{
    public IReadOnlyList<string> Kinds => EventNames.Kinds;

    public Task<Answer<Page<AuditEntry>>> EntriesAsync(AuditSearch search, string? cursor, CancellationToken cancel) => calls.AskAsync(
        "ListAudit", actor => log.PageAsync(actor, new(search.Actor, null, search.Kind, null, null, null, search.Text), null, cursor, cancel), cancel);
}
