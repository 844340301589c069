using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Tenants;

/// <summary>How much a tenant may have, and what is refused because of it.</summary>
public static class QuotaRules
{
    /// <summary>The largest limit.</summary>
    public const int Most = 1_000_000;

    /// <summary>The limits that were asked for, or everything that is wrong with them at once.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="now">The limits that stay where none was asked for.</param>
    public static Outcome<TenantLimits> Parse(SetQuotas request, TenantLimits now)
    {
        List<FieldProblem> problems = [];
        if (request is { Hosts: null, Networks: null, Workloads: null, Services: null })
            problems.Add(new("$", "There is no limit in it.", "Give hosts, networks, workloads or services, or several of them."));
        Add(problems, "hosts", request.Hosts);
        Add(problems, "networks", request.Networks);
        Add(problems, "workloads", request.Workloads);
        Add(problems, "services", request.Services);
        return problems.Count > 0 ? Refusal.Invalid(problems)
            : new TenantLimits(
                request.Hosts ?? now.Hosts, request.Networks ?? now.Networks, request.Workloads ?? now.Workloads, request.Services ?? now.Services);
    }

    /// <summary>Refuses one host more than a tenant may have.</summary>
    public static Refusal? Hosts(int used, int limit) =>
        One("hosts", used, limit, "Remove a host that is no more (DELETE /api/v1/hosts/{host})");

    /// <summary>Refuses one network more than a tenant may have.</summary>
    public static Refusal? Networks(int used, int limit) =>
        One("networks", used, limit, "Remove a network that nobody uses (DELETE /api/v1/networks/{network})");

    /// <summary>Refuses one service more than a tenant may have.</summary>
    public static Refusal? Services(int used, int limit) =>
        One("services", used, limit, "Remove a service that nobody uses (DELETE /api/v1/networks/{network}/services/{service})");

    /// <summary>
    /// What hosts are told: the limit, where it is reached. They attach without asking, so that it is held a little late, and a controller
    /// that cannot be reached keeps nobody from attaching. That there is room again is told at a fiftieth below: workloads that come and go
    /// at the limit are no news to all hosts each time.
    /// </summary>
    /// <param name="used">How many there are.</param>
    /// <param name="limit">How many there may be.</param>
    /// <param name="told">What was told last.</param>
    public static int? WorkloadsFull(int used, int limit, int? told) => used >= limit || (told == limit && used > limit - 1 - (limit / 50)) ? limit : null;

    /// <summary>No tenant that the caller may see is called so.</summary>
    public static Refusal NoTenant(string given) => new(RefusalKind.NotFound, "No such tenant",
        $"There is no tenant {Quoted.Text(given)} that you may see; GET /api/v1/tenants lists them. Other tenants than the one that you are signed in to "
        + "are for administrators of the controller.");

    private static Refusal? One(string what, int used, int limit, string remove) => used < limit
        ? null
        : Refusal.Conflict("The quota is used up", [new(what, $"The tenant has {used:N0} {what}, and may have {limit:N0}.",
            $"{remove}, or ask an administrator of the controller for more (PUT /api/v1/tenants/{{tenant}}/quotas).")]);

    private static void Add(List<FieldProblem> problems, string field, int? limit)
    {
        if (limit is < 0 or > Most)
            problems.Add(new(field, $"A limit is 0 to {Most:N0}; {limit} was given.", "Use a number in these bounds, or leave it out to keep it as it is."));
    }
}
