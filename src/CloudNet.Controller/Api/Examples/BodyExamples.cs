using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Traces;
using CloudNet.Contracts.Trials;
using CloudNet.Contracts.Webhooks;
using CloudNet.Domain.Access;
using static CloudNet.Controller.Api.Examples.ExampleThings;

namespace CloudNet.Controller.Api.Examples;

/// <summary>An example of each body that the API takes or answers, by its type. A new body needs a line here: a test asks for it.</summary>
internal static class BodyExamples
{
    // Well-formed, and nobody's: its private half was thrown away.
    private const string PublicKey =
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3ow2PUh6hVNuYhtLRiIMqpsCH4TIGtBZIbNYwgvUQOFG9pPATvMZ3fjr+OADvlaLL+Fjh2HVHmVNAeLacJEMJA==";

    private static readonly object[] Asked =
    [
        new SignIn("alice@example.net", "correct horse battery staple", "acme", "492039"),
        new BeginSecondFactor("correct horse battery staple"),
        new ConfirmSecondFactor("492039"),
        new EndSecondFactor("correct horse battery staple", "492039"),
        new ChangePassword("correct horse battery staple", "a tune that nobody hums", "492039"),
        new CreateApiToken("deploy", 43_200, "operator"),
        new SetMember("operator"),
        new CreateInvitation("carol@example.net", "viewer", 10_080),
        new AcceptInvitation("cni_…", "carol@example.net", "correct horse battery staple"),
        new CreateTenant("acme"),
        new SetQuotas(500, 20, 20_000, 2_000),
        new CreateNetwork("green", "10.120.0.0/16", 24, "vxlan", true, MoreRanges: [new("fd00:120::/48")]),
        new AddRange("10.121.0.0/16"),
        new ChangeNetwork("wireguard"),
        new ReserveSubnet("v8", "10.100.8.0/24"),
        new PinAddress("db", "10.100.1.20"),
        new CreatePortMapping("v1", "web-1", "8080", 80),
        new CreateService("web", [new(80, 8080, Name: "http")], WebLabels, WeightLabel: "weight", Affinity: "client-ip",
            HealthCheck: new("http", Path: "/healthz")),
        new SetService(Affinity: "none", LocalOnly: true, HealthCheck: new("tcp", IntervalSeconds: 2, Fall: 2)),
        new CreatePolicy("web-to-db", "ingress", "allow", Policy.Selector, [new(WebLabels)], [new("tcp", 5432)]),
        new SetPolicy(Peers: [new(WebLabels), new(Cidr: "192.0.2.0/24")], DryRun: true),
        new SetPolicyDefaults("count"),
        new CreateTrace("web-1", "10.100.2.7", "blue"),
        new CreateEnrolmentKey("rack 7", 20, 1_440, ["blue"], new Dictionary<string, string> { ["rack"] = "7" }),
        new ChangeHost(new Dictionary<string, string?> { ["rack"] = "7", ["spare"] = null }),
        new EnrolHost("cnk_…", "v1", PublicKey, "MEUCIQD…", "192.168.124.51", "3f2c9c1e5a7d4e0f8a55b1c2d3e4f506"),
        new CreateWebhook("https://hooks.example.net/cloudnet", ["host", "lease.created"], "tells the on-call"),
        new SetWebhook(Enabled: false),
        new RotateWebhookSecret(60),
    ];

    private static readonly object[] Answered =
    [
        Tenant, Owner, Network, First, Workload, Token, Invitation, Key, Webhook,
        new SecondFactorRecord(Owner.User, true, 9),
        new BegunSecondFactor("JBSWY3DPEHPK3PXP…", SecondFactorRules.Uri(Owner.User, "JBSWY3DPEHPK3PXP…")),
        new ConfirmedSecondFactor(["k7xm-2pqd-9wat-hc4n", "…"]),
        new CreatedApiToken(Token, "cnt_…", "acme"),
        new CreatedInvitation(Invitation, "cni_…"),
        new AcceptedInvitation("acme", new(new(Id(10)), "carol@example.net", "viewer", Now)),
        new CreatedEnrolmentKey(Key, "cnk_…", "curl -fsSL https://cloudnet.example.net/install.sh | sudo sh -s -- --key cnk_…"),
        new EnrolledHost(V1, "v1", "acme"),
        new CreatedWebhook(Webhook, "whsec_…"),
        new WebhookDeliveryRecord(new(Id(11)), "msg_1042", "host.created", Now, true, 200, null, 41, false),
        new QuotasRecord(Tenant.Id, "acme", new(3, 500), new(1, 20), new(41, 20_000), new(1, 2_000)),
        new MembershipRecord(Blue, V1, [Lease]),
        Lease,
        new PinRecord(new(Id(12)), Blue, "db", IPAddress.Parse("10.100.1.20"), V1, "v1", null, Now),
        new PortMappingRecord(new(Id(15)), Blue, V1, "v1", TransportProtocol.Tcp, new(8080, 8080), null, "web-1", 80, true, Now),
        Service,
        Policy,
        new PolicyCountRecord(V1, "v1", 1_204, 72_240, Made, Now),
        new PolicyDefaultsRecord(Blue, "blue", PolicyDefault.Count, PolicyDefault.Allow, new(17, 1_020), new(0, 0)),
        new BackendRecord(Workload.Addresses, 1, Workload.Id, Workload.Name, "v1"),
        new PeeringRecord(new(Id(17)), "red", [IPNetwork.Parse("10.101.0.0/16")], 2, ["v3"], []),
        new TraceRecord(
            new(IPAddress.Parse("10.100.1.7"), "v1", "web-1", "blue"), new(IPAddress.Parse("10.100.2.7"), "v2", "db", "blue"), TraceProtocol.Tcp, 5432, false, "It stopped on v2, by the policy of ip filter FORWARD.",
        [
            new("v1", [new(false, "inet cloudnet forward", "accept", "iifname . oifname { … } accept", "cn-br5", "cn-vx5")],
                "10.100.2.7 from 10.100.1.7 via 10.100.2.0 dev cn-vx5", "VXLAN 5 on cn-vx5 to v2 at 192.168.124.52", "no answer within two seconds"),
            new("v2", [new(false, "ip filter FORWARD", "drop", null, "cn-vx5", "cn-br5")]),
        ]),
        new NextAddressRecord(Lease.Subnet, IPAddress.Parse("10.100.1.4"), 250, 3),
        new HostFactsRecord(V1, [new(IPNetwork.Parse("172.17.0.0/16"), "docker0", [])], [new(IPNetwork.Parse("172.18.0.0/16"), "docker", [])], 0),
        new ExpiringLeaseRecord(Blue, "blue", V1, "v1", Lease.Subnet, Now.AddDays(-1), Now, Now.AddDays(1), false),
        PathToV2, new PathChangeRecord(Now.AddHours(-1), "ipv4", false, PathFault.Tunnel, null, 1450),
        new RolloutRecord(new(Id(16)), new(NetworkDriver.Vxlan, 4789, null, false, false, 0), new(NetworkDriver.Wireguard, 51820, null, false, false, 1),
            RolloutState.Moving, 1, 3, null, [new("v2", null)], Now, null),
        new AddressHistoryRecord(IPNetwork.Parse("10.100.1.7/32"), Blue, "blue", V1, "v1", Workload.Id, "web-1", null, Now, null),
        new PoolRecord(Blue, "blue",
        [
            new("ipv4", 24, [new(Addresses.Range, 255, 3, 1, 251, 1)], 255, 3, 1, 1, 251, IPNetwork.Parse("10.100.4.0/24"),
                new(IPAddress.Parse("10.100.4.0"), IPAddress.Parse("10.100.255.255")), 1, 1_757),
        ]),
        new AuditEntry(1042, Now, new("user", Owner.UserId.Value, Owner.User, null), "api", "192.0.2.7", "CreateNetwork", "created", "network",
            Blue.Value, "blue", null, JsonSerializer.SerializeToElement(new JsonObject { ["name"] = "blue", ["driver"] = "vxlan" })),
    ];

    private static readonly DryRunRecord Tried = new(
        204, null, 1, [new("removed", "lease", Blue.Value, "blue", JsonSerializer.SerializeToElement(new JsonObject { ["subnet"] = "10.100.1.0/24" }), null)],
        [new("member-removed", Blue, "blue", "v1", 2, ["v2", "v3"])]);

    private static readonly Dictionary<Type, object> ByType = Asked.Concat(Answered).ToDictionary(example => example.GetType());

    // What is answered is about what the operation's own example asks for.
    private static readonly Dictionary<string, object> ByOperation = new() { ["CreateNetwork"] = Green, ["AddRange"] = Grown };

    /// <summary>What an operation answers.</summary>
    public static JsonNode? Answer(string operation, Type type, JsonSerializerOptions json) =>
        ByOperation.TryGetValue(operation, out var own) ? JsonSerializer.SerializeToNode(own, type, json) : Of(type, json);

    /// <summary>What a change that is only tried answers.</summary>
    public static JsonNode? OfTrial(JsonSerializerOptions json) => JsonSerializer.SerializeToNode(Tried, json);

    /// <summary>The example of a type; of lists and pages one with one item. Null where there is none.</summary>
    public static JsonNode? Of(Type type, JsonSerializerOptions json)
    {
        if (ByType.TryGetValue(type, out var example)) return JsonSerializer.SerializeToNode(example, type, json);
        if (!type.IsGenericType || Of(type.GetGenericArguments()[0], json) is not { } item) return null;
        return type.GetGenericTypeDefinition() == typeof(Page<>)
            ? new JsonObject { ["items"] = new JsonArray(item), ["next"] = null }
            : new JsonArray(item);
    }
}
