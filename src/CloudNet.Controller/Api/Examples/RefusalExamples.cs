using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Lists;
using CloudNet.Controller.RateLimits;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Enrolment;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Preconditions;
using CloudNet.Store.Repeats;
using static CloudNet.Controller.Api.Examples.ExampleThings;

namespace CloudNet.Controller.Api.Examples;

/// <summary>An example of each refusal in the OpenAPI document: what the code that refuses says, not what a writer remembers of it.</summary>
internal static class RefusalExamples
{
    private const string Key = "8e03978e-40d5-43dd-bc93-6894a57f9324";

    // By the last parameter in an operation's path.
    private static readonly Dictionary<string, (string Kind, string List)> Things = new()
    {
        ["network"] = ("network", "GET /api/v1/networks"),
        ["host"] = ("host", "GET /api/v1/hosts"),
        ["user"] = ("member", "GET /api/v1/members"),
        ["token"] = ("token of yours", "GET /api/v1/tokens"),
        ["invitation"] = ("invitation", "GET /api/v1/invitations"),
        ["key"] = ("enrolment key", "GET /api/v1/enrolment-keys"),
        ["webhook"] = ("webhook", "GET /api/v1/webhooks"),
        ["delivery"] = ("delivery of this webhook", "GET /api/v1/webhooks/{webhook}/deliveries"),
        ["tenant"] = ("tenant", "GET /api/v1/tenants"),
    };

    /// <summary>The example for an operation and a status; null where there is none.</summary>
    /// <param name="operation">The operation's id.</param>
    /// <param name="status">400 to 499.</param>
    /// <param name="parameter">The last parameter in the path; null where there is none.</param>
    /// <param name="hasBody">Whether the operation takes one.</param>
    /// <param name="query">The parameters behind the question mark.</param>
    public static ProblemRecord? Of(string operation, int status, string? parameter, bool hasBody, IReadOnlyList<string> query) =>
        (OperationRefusals.Find(operation, status) ?? Of(status, parameter, hasBody, query)) is { } refusal ? ProblemOf.Refusal(refusal)
        : status == StatusCodes.Status401Unauthorized ? ProblemOf.NotSignedIn : null;

    private static Refusal? Of(int status, string? parameter, bool hasBody, IReadOnlyList<string> query) => status switch
    {
        400 => hasBody ? Refusal.Invalid([FaultHandler.NoField("nmae")])
            : !query.Contains("limit") ? QueryParameters.Unknown(["dry_run"], query)
            : new ListQuery(null, 0, null).Parse().IsRefused(out var refusal, out _) ? refusal : null,
        403 => AccessRules.Require(new(Tenant.Id, Tenant.Name, Owner.UserId.Value, "bob@example.net", TenantRole.Viewer), TenantRole.Operator),
        404 => Things.TryGetValue(parameter ?? "", out var thing) ? Refusal.NotFound(thing.Kind, "bleu", thing.List)
            : Refusal.NotFound("network", "bleu", Things["network"].List),
        409 => RepeatRefusals.Running(Key),
        410 => EnrolmentKeyRules.Admit(ExampleThings.Key.Name, 20, 20, Now.AddDays(1), Now),
        412 => parameter switch
        {
            "user" => Precondition.Changed($"Member '{Owner.User}'", EntityTag.Of(Owner)!),
            "webhook" => Precondition.Changed($"Webhook '{Webhook.Id}'", EntityTag.Of(Webhook)!),
            _ => Precondition.Changed("Network 'blue'", EntityTag.Of(Network)!),
        },
        422 => RepeatRefusals.Other(Key),
        429 => RateLimitsSetup.TooMany("Your tenant, with all its members and tokens,"),
        _ => null,
    };
}
