using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Lists;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Audit;

/// <summary>Reading the audit log as people do.</summary>
public static class AuditSteps
{
    extension(ApiClient client)
    {
        /// <summary>A page of it, oldest first.</summary>
        public async Task<IReadOnlyList<AuditEntry>> AuditAsync(string query = "") =>
            [.. (await client.GetAsync<Page<AuditEntry>>($"/api/v1/audit?limit=1000&{query}")).Items.Reverse()];
    }

    /// <summary>What became of what, by whom and how.</summary>
    public static string Short(this AuditEntry entry) => $"{entry.Actor.Name} {entry.Operation}: {entry.Kind} {entry.SubjectName} {entry.Action}";
}
