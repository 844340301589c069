using System.Text.Json;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Traces;
using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Networks;
using CloudNet.Controller.Tests.Webhooks;

namespace CloudNet.Controller.Tests.Access;

/// <summary>
/// A tenant in which every operation has something to act on, a member of it in one role, and how each operation is called
/// there. An operation that is new needs a line here if it takes a body or a parameter that no other has.
/// </summary>
public sealed class OperationCalls : IDisposable
{
    /// <summary>By the operation's id: a body that is taken.</summary>
    public static readonly IReadOnlyDictionary<string, object> Bodies = new Dictionary<string, object>
    {
        ["SignIn"] = new SignIn(),
        ["BeginSecondFactor"] = new BeginSecondFactor(MemberSteps.Password),
        ["ConfirmSecondFactor"] = new ConfirmSecondFactor("000000"),
        ["EndSecondFactor"] = new EndSecondFactor(MemberSteps.Password, "123456"),
        ["ChangePassword"] = new ChangePassword(MemberSteps.Password, NewPassword),
        ["CreateToken"] = new CreateApiToken("made"),
        ["SetMember"] = new SetMember("operator"),
        ["CreateInvitation"] = new CreateInvitation("carol@example.net", "viewer"),
        ["AcceptInvitation"] = new AcceptInvitation(),
        ["CreateTenant"] = new CreateTenant("made"),
        ["SetQuotas"] = new SetQuotas(10, 10),
        ["CreateNetwork"] = new CreateNetwork("made", "10.200.0.0/16"),
        ["AddRange"] = new AddRange("10.201.0.0/16"),
        ["ChangeNetwork"] = new ChangeNetwork(Nat: false),
        ["ReserveSubnet"] = new ReserveSubnet("v8", "10.100.8.0/24"),
        ["PinAddress"] = new PinAddress("web", "10.100.1.8"),
        ["CreatePortMapping"] = new CreatePortMapping("v2", "web", "8080"),
        ["CreateService"] = new CreateService("made", [new(80)], new Dictionary<string, string> { ["app"] = "web" }),
        ["SetService"] = new SetService([new(8080)], LocalOnly: true),
        ["CreatePolicy"] = new CreatePolicy("made", "ingress", "deny"),
        ["SetPolicy"] = new SetPolicy(Priority: 7),
        ["SetPolicyDefaults"] = new SetPolicyDefaults("count"),
        ["CreateEnrolmentKey"] = new CreateEnrolmentKey("made"),
        ["ChangeHost"] = new ChangeHost(new Dictionary<string, string?> { ["rack"] = "7" }),
        ["EnrolHost"] = new EnrolHost(),
        ["CreateWebhook"] = new CreateWebhook(WebhookSteps.Nowhere, Enabled: false),
        ["TracePacket"] = new CreateTrace("v5", "192.0.2.1"),
        ["SetWebhook"] = new SetWebhook(Description: "changed"),
        ["RotateWebhookSecret"] = new RotateWebhookSecret(),
    };

    /// <summary>What the member's password is changed to.</summary>
    public const string NewPassword = "another password, as long";

    private static readonly CreateService Service = new("there", [new(80)], new Dictionary<string, string> { ["app"] = "there" });

    // Of what is removed there are two where something else acts on it too.
    private static readonly Dictionary<string, (string Parameter, string Value)> Own = new()
    {
        ["RemoveNetwork"] = ("network", "red"),
        ["RemoveHost"] = ("host", "v2"),
        ["ChangeNetwork"] = ("network", "sealed"),
        ["RotateKeys"] = ("network", "sealed"),
        ["EndRollout"] = ("network", "moving"),
        ["RemoveWebhook"] = ("webhook", Second),
    };

    // Stands for the second webhook, whose id is not known before.
    private const string Second = "second";

    private static readonly string[] WithoutBody = ["RedeliverWebhook", "RotateKeys"];

    private readonly Dictionary<string, string> parameters;
    private AuthenticatorApp? factor;
    private string password = MemberSteps.Password;

    private OperationCalls(string user, ApiClient client, Dictionary<string, string> parameters) =>
        (User, Client, this.parameters) = (user, client, parameters);

    /// <summary>The member in that role.</summary>
    public ApiClient Client { get; }

    /// <summary>Their name.</summary>
    public string User { get; }

    public static async Task<OperationCalls> InAsync(ControllerFixture controller, string tenant, string role)
    {
        var (user, other) = ($"user-{tenant}", $"bob-{tenant}");
        using var owner = await controller.NewTenantAsync(tenant);
        using var bob = await controller.JoinAsync(owner, tenant, other, "viewer");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("sealed", "10.102.0.0/16", Encrypted: true, Preshared: true), 201);
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await owner.NewHostAsync("v2", "192.168.124.52", "blue");
        await LinkedHosts.MovingNetworkAsync(controller, owner);
        await owner.ReserveAsync("blue", "v9", "10.100.9.0/24");
        await owner.PinAsync("blue", "there", "10.100.1.7");
        var mapping = await owner.MapPortAsync("blue", new("v2", "there", "9090"));
        await owner.NewServiceAsync("blue", Service);
        await owner.NewPolicyAsync("blue", new("there", "egress", "allow"));
        var key = await owner.PostAsync<CreatedEnrolmentKey>("/api/v1/enrolment-keys", new CreateEnrolmentKey("there"), 201);
        var invitation = await owner.PostAsync<CreatedInvitation>("/api/v1/invitations", new CreateInvitation("dave", "viewer"), 201);
        var client = await controller.JoinAsync(owner, tenant, user, role);
        var token = await client.PostAsync<CreatedApiToken>("/api/v1/tokens", new CreateApiToken("there"), 201);
        var (webhook, delivery) = await owner.NewSilentWebhookAsync(controller);
        var (second, _) = await owner.NewSilentWebhookAsync(controller);
        return new(user, client, new()
        {
            ["webhook"] = webhook, ["delivery"] = delivery, [Second] = second,
            ["tenant"] = tenant, ["network"] = "blue", ["host"] = "v1", ["peer"] = "v1", ["peerNetwork"] = "red", ["hostName"] = "v9",
            ["portMapping"] = $"{mapping.Id}", ["service"] = Service.Name!, ["policy"] = "there", ["address"] = "10.100.1.7", ["user"] = other,
            ["key"] = key.Key.Id.ToString(), ["invitation"] = invitation.Invitation.Id.ToString(), ["token"] = token.Token.Id.ToString(),
        });
    }

    /// <summary>Calls an operation; as this member, unless another client is given.</summary>
    public async Task<(int Status, string Text)> CallAsync(AccessRow row, ApiClient? other = null, string? user = null, string query = "", object? body = null)
    {
        var values = new Dictionary<string, string>(parameters);
        if (Own.TryGetValue(row.Operation, out var own)) values[own.Parameter] = values.GetValueOrDefault(own.Value, own.Value);
        if (user is not null) values["user"] = user;
        var path = values.Aggregate(row.Path, (text, value) => text.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));
        Assert.False(path.Contains('{', StringComparison.Ordinal), $"Say in {nameof(OperationCalls)} what {row.Operation} acts on: {path}");
        Assert.True(row.Method != "POST" || Bodies.ContainsKey(row.Operation) || WithoutBody.Contains(row.Operation), $"Say in {nameof(OperationCalls)} what {row.Operation} is sent.");
        var answer = await (other ?? Client).SendAsync(row.Method, path + query, body ?? Body(row.Operation));
        // What is confirmed is a code of the secret that was given out last.
        if (row.Operation == "BeginSecondFactor" && answer.Status == 200 && query.Length == 0)
            factor = new(JsonSerializer.Deserialize<BegunSecondFactor>(answer.Text, ApiClient.Json)!.Secret);
        if (row.Operation == "ChangePassword" && answer.Status == 204) password = NewPassword;
        return answer;
    }

    // With the password of now, and what the app shows, once there is one.
    private object? Body(string operation) => (operation, factor) switch
    {
        ("ConfirmSecondFactor", { } app) => new ConfirmSecondFactor(app.Next()),
        ("BeginSecondFactor", _) => new BeginSecondFactor(password),
        ("EndSecondFactor", { } app) => new EndSecondFactor(password, app.Next()),
        ("ChangePassword", _) => new ChangePassword(password, NewPassword),
        _ => Bodies.GetValueOrDefault(operation),
    };

    public void Dispose() => Client.Dispose();
}
