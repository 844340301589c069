using System.Net.Sockets;
using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Events;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;
using CloudNet.Controller.Webhooks;
using CloudNet.Domain.Access;
using CloudNet.Domain.Enrolment;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Repeats;

namespace CloudNet.Controller.Api.Examples;

/// <summary>An example of each refusal in the OpenAPI document, in the words that the controller uses.</summary>
internal static class RefusalExamples
{
    private static readonly Dictionary<string, (string Kind, string List)> Things = new()
    {
        ["network"] = ("network", "GET /api/v1/networks"),
        ["host"] = ("host", "GET /api/v1/hosts"),
        ["user"] = ("member", "GET /api/v1/members"),
        ["token"] = ("token of yours", "GET /api/v1/tokens"),
        ["invitation"] = ("invitation", "GET /api/v1/invitations"),
        ["key"] = ("enrolment key", "GET /api/v1/enrolment-keys"),
        ["webhook"] = ("webhook", "GET /api/v1/webhooks"),
        ["tenant"] = ("tenant", "GET /api/v1/tenants"),
    };

    private static readonly Refusal LastOwner = Refusal.Conflict("The last owner", [new(
        "user", "'alice@example.net' is the only owner of tenant 'acme', and a tenant has one at all times.",
        "Make another member owner first (PUT /api/v1/members/{user}).")]);

    private static readonly Dictionary<(string Operation, int Status), Refusal> OfOperations = new()
    {
        [("SignIn", 401)] = SignInRules.Wrong,
        [("SignIn", 403)] = SignInRules.NoTenant("acme"),
        [("SignIn", 429)] = SignInRules.LockedOut,
        [("AcceptInvitation", 401)] = SignInRules.Wrong,
        [("AcceptInvitation", 404)] = InvitationRules.Unknown,
        [("AcceptInvitation", 409)] = InvitationRules.NameTaken("carol@example.net"),
        [("EnrolHost", 401)] = EnrolmentKeyRules.Unknown,
        [("EnrolHost", 409)] = Refusal.Conflict("The host conflicts with another", [new(
            "underlayAddress", "192.168.124.51 is the address of host 'v1'.", "Give the host its own address, or remove 'v1' if it is no more.")]),
        [("CreateNetwork", 409)] = Refusal.Conflict("The network conflicts with others", [new(
            "range", "10.120.0.0/16 overlaps 'blue' (10.96.0.0/11).", "Choose a range that overlaps none of the tenant's networks.")]),
        [("JoinNetwork", 409)] = SubnetAllocation.Full(
            LeasedNetwork.WithDefaultBounds("blue", ExampleThings.Addresses.Range, 24), AddressFamily.InterNetwork, 254, 1),
        [("ReserveSubnet", 409)] = Refusal.Conflict("The subnet is not free", [new(
            "subnet", "10.100.8.0/24 is held by host 'v3'.", "Choose another; GET /api/v1/networks/blue/pool tells the next free one.")]),
        [("SetMember", 409)] = LastOwner,
        [("RemoveMember", 409)] = LastOwner,
        [("RedeliverWebhook", 409)] = DeliveryCommands.Running,
        [("RedeliverWebhook", 410)] = DeliveryCommands.Gone,
        [("FollowEvents", 410)] = EventQuery.Gone(new(TimeSpan.FromDays(400), TimeSpan.FromDays(400), TimeSpan.FromDays(1))),
        [("CreateTenant", 409)] = Refusal.Conflict("The name is taken", [new("name", "There is a tenant 'acme' already.", "Choose another name.")]),
    };

    /// <summary>The example for an operation and a status; null where there is none.</summary>
    /// <param name="operation">The operation's id.</param>
    /// <param name="status">400 to 499.</param>
    /// <param name="parameter">The last parameter in the path; null where there is none.</param>
    /// <param name="hasBody">Whether the operation takes one.</param>
    public static ProblemRecord? Of(string? operation, int status, string? parameter, bool hasBody) =>
        OfOperations.TryGetValue((operation ?? "", status), out var own) ? ProblemOf.Refusal(own)
        : Of(status, parameter, hasBody) is { } refusal ? ProblemOf.Refusal(refusal)
        : status == StatusCodes.Status401Unauthorized ? ProblemOf.NotSignedIn : null;

    private static Refusal? Of(int status, string? parameter, bool hasBody) => status switch
    {
        400 => Refusal.Invalid([hasBody
            ? new("nmae", "There is no such field.", "Check its spelling, or leave it out; /docs lists the fields.")
            : new("limit", $"A page has 1 to {ListQuery.MostItems} items.", "Ask for fewer, and go on with the cursor.")]),
        403 => new(RefusalKind.NotAllowed, "Not allowed",
            "'alice@example.net' is a viewer of tenant 'acme'; this needs an operator or more. Ask an owner of the tenant."),
        404 when Things.TryGetValue(parameter ?? "", out var thing) => Refusal.NotFound(thing.Kind, "bleu", thing.List),
        404 => new(RefusalKind.NotFound, "No such resource", "Nothing is there; /docs lists what there is."),
        409 => RepeatRefusals.Running("7d1f3c52"),
        410 => EnrolmentKeyRules.Admit("rack 7", 20, 20, ExampleThings.Now.AddDays(1), ExampleThings.Now),
        412 => new(RefusalKind.Changed, "It has changed", "The network is no longer as you saw it. GET it again, and send its new ETag as If-Match."),
        422 => RepeatRefusals.Other("7d1f3c52"),
        429 => RateLimits.RateLimitsSetup.TooMany("Tenant 'acme'"),
        _ => null,
    };
}
