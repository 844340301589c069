using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Services;

namespace CloudNet.Domain.Services;

/// <summary>What a headless service cannot have: it is a name by which its backends' own addresses are found, and no packet comes by it.</summary>
public static class HeadlessServiceRules
{
    /// <summary>What is wrong with one that is to be made.</summary>
    public static IEnumerable<FieldProblem> Check(CreateService request)
    {
        var how = Check(new SetService(Algorithm: request.Algorithm, WeightLabel: request.WeightLabel, Affinity: request.Affinity,
            AffinitySeconds: request.AffinitySeconds, LocalOnly: request.LocalOnly, Hosts: request.Hosts, Ports: request.Ports));
        return request.Addresses is { Count: > 0 }
            ? how.Prepend(new("addresses", "A headless service has no address.", "Leave them out, or make one that is not headless."))
            : how;
    }

    /// <summary>What is wrong with a change of one.</summary>
    public static IEnumerable<FieldProblem> Check(SetService request)
    {
        (string Field, bool IsAsked)[] chosen =
        [
            ("algorithm", request.Algorithm is not null), ("weightLabel", request.WeightLabel is { Length: > 0 }),
            ("hosts", request.Hosts is { Count: > 0 }), ("ports", request.Ports?.Any(port => port?.HostPort is not null) == true),
            ("affinity", request.Affinity is not (null or "none")), ("localOnly", request.LocalOnly == true),
        ];
        return from one in chosen
               where one.IsAsked
               select new FieldProblem(
                   one.Field, "A headless service leads nowhere: who asks for its name is told all of its backends.", "Leave it out, or make a service that is not headless.");
    }
}
