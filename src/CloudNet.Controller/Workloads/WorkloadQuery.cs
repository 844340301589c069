using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Lists;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Workloads;

/// <summary>Which workloads are asked for, as it stands in the request.</summary>
/// <param name="Name">How their names begin.</param>
/// <param name="Network">Id or name of their network.</param>
/// <param name="Host">Id or name of their host.</param>
/// <param name="Label">Labels of theirs, each <c>key=value</c>.</param>
public sealed record WorkloadQuery(string? Name, string? Network, string? Host, string[]? Label)
{
    /// <summary>A page of them, or all that is wrong.</summary>
    public async Task<Outcome<Page<WorkloadRecord>>> PageAsync(CloudNetDb db, TenantId tenant, ListQuery query, CancellationToken cancel)
    {
        List<FieldProblem> problems = [];
        var labels = LabelQuery.Parse(Label, problems);
        if (query.Parse(Name, problems).IsRefused(out var refusal, out var part)) return refusal;
        var filter = new WorkloadFilter(Labels: labels);
        if (Network is not null)
        {
            if ((await NetworkReads.ResolveAsync(db, tenant, Network, cancel)).IsRefused(out var unknown, out var network)) return unknown;
            filter = filter with { Network = network };
        }
        if (Host is not null)
        {
            if ((await HostReads.ResolveAsync(db, tenant, Host, cancel)).IsRefused(out var unknown, out var host)) return unknown;
            filter = filter with { Host = host };
        }
        return await WorkloadReads.PageAsync(db, tenant, part, filter, cancel);
    }
}
