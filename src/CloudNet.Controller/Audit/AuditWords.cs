using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Providers;
using CloudNet.Domain.Events;
using CloudNet.Domain.Naming;
using CloudNet.Store.Accounts;

namespace CloudNet.Controller.Audit;

/// <summary>
/// What may stand in the audit log as operation and kind: what is asked for under any other name is a slip of the pen, and would be
/// answered with an empty log.
/// </summary>
/// <param name="served">What the controller serves.</param>
public sealed class AuditWords(EndpointDataSource served)
{
    private const string Unknown = "unknown";

    private readonly Lazy<HashSet<string>> operations = new(() =>
    [
        .. served.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName).OfType<string>(),
        .. Own, .. ByHand, Unknown,
    ]);

    /// <summary>What the controller, hosts and pages do that is no operation of the API.</summary>
    public static IReadOnlyList<string> Own { get; } =
    [
        "MakeFirstAdministrator", "ReportWorkloads", "Link", "MoveUnderlay", "ReportAbilities", "ReclaimLease", "ReturnLease", "KeepQuota", "LeaveHostOut",
        "StepRollout", "DisableWebhook",
        PasswordReset.Operation, ProviderCommands.Link, ProviderCommands.End,
    ];

    // By statements of SQL, past the controller.
    private static readonly string[] ByHand = ["Insert", "Update", "Delete"];

    /// <summary>What is wrong with what is asked for.</summary>
    public IEnumerable<FieldProblem> Check(string? operation, string? kind)
    {
        if (operation is not null && !operations.Value.Contains(operation))
            yield return new("operation", $"{Quoted.Text(operation)} is no operation.",
                $"Use an operationId of /openapi/v1.json, such as CreateNetwork, or one of {string.Join(", ", Own.Concat(ByHand))}.");
        if (kind is not null && !EventNames.Kinds.Contains(kind))
            yield return new("kind", $"{Quoted.Text(kind)} is no kind.", $"Use one of {string.Join(", ", EventNames.Kinds)}.");
    }
}
