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
/// <param name="Label">A label of theirs: <c>key=value</c>.</param>
public sealed record WorkloadQuery(string? Name, string? Network, string? Host, string? Label)
{
    private const int LongestLabel = 1000;

    /// <summary>A page of them, or all that is wrong.</summary>
    public async Task<Outcome<Page<WorkloadRecord>>> PageAsync(CloudNetDb db, TenantId tenant, ListQuery query, CancellationToken cancel)
    {
        List<FieldProblem> problems = [];
        var equals = Label?.IndexOf('=', StringComparison.Ordinal) ?? -1;
        if (Label is not null && (equals < 1 || Label.Length > LongestLabel || Label.Contains('\0', StringComparison.Ordinal)))
            problems.Add(new("label", $"A label is 'key=value', at most {LongestLabel} characters.", "Give the key, an equals sign, and the value, which may be empty."));
        if (query.Parse(Name, problems).IsRefused(out var refusal, out var part)) return refusal;
        var filter = new WorkloadFilter(Label: Label is null ? null : new(Label[..equals], Label[(equals + 1)..]));
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
