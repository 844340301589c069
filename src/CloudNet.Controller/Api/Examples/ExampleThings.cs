using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Webhooks;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Controller.Api.Examples;

/// <summary>The one tenant that the examples of the OpenAPI document tell of: network blue on hosts v1 and v2, and a workload.</summary>
internal static class ExampleThings
{
    public static readonly DateTimeOffset Made = new(2026, 11, 2, 9, 30, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 14, 0, 0, TimeSpan.Zero);
    public static readonly TenantRecord Tenant = new(new(Id(1)), "acme", Made);
    public static readonly MemberRecord Owner = new(new(Id(2)), "alice@example.net", "owner", Made);
    public static readonly NetworkId Blue = new(Id(3));
    public static readonly HostId V1 = new(Id(4));

    public static readonly IReadOnlyDictionary<string, string> Rack = new Dictionary<string, string> { ["rack"] = "7" };

    public static readonly LeaseRecord Lease = new(Blue, "blue", V1, "v1", IPNetwork.Parse("10.100.1.0/24"), 1, false, 7, 7);

    public static readonly RangeRecord Addresses = new(
        IPNetwork.Parse("10.100.0.0/16"), 24, IPAddress.Parse("10.100.1.0"), IPAddress.Parse("10.100.255.0"));

    public static readonly NetworkRecord Network = new(Blue, "blue", [Addresses], NetworkDriver.Vxlan, true, null, 4097, 7, Made, [Lease]);

    public static readonly NetworkRecord Grown = Network with
    {
        Ranges = [Addresses, new(IPNetwork.Parse("10.121.0.0/16"), 24, IPAddress.Parse("10.121.1.0"), IPAddress.Parse("10.121.255.0"))], Revision = 8,
    };

    public static readonly NetworkRecord Green = new(
        new(Id(13)), "green",
        [
            new(IPNetwork.Parse("10.120.0.0/16"), 24, IPAddress.Parse("10.120.1.0"), IPAddress.Parse("10.120.255.0")),
            new(IPNetwork.Parse("fd00:120::/48"), 64, IPAddress.Parse("fd00:120:0:1::"), IPAddress.Parse("fd00:120:0:ffff::")),
        ],
        NetworkDriver.Vxlan, true, null, 4098, 1, Now, []);

    public static readonly HostRecord First = new(
        V1, "v1", IPAddress.Parse("192.168.124.51"), HostLinkState.Linked, Now, "1.0.0", [], Made, [Lease],
        Labels: Rack);

    public static readonly WorkloadRecord Workload = new(
        new(Id(5)), "web-1", V1, "v1", Blue, "blue", [IPAddress.Parse("10.100.1.7")], new Dictionary<string, string> { ["app"] = "web" }, Now);

    public static readonly IReadOnlyDictionary<string, string> WebLabels = new Dictionary<string, string> { ["app"] = "web" };

    public static readonly ServiceRecord Service = new(
        new(Id(18)), Blue, "blue", "web", [IPAddress.Parse("10.100.0.17")], [new(80, 8080, Name: "http")], WebLabels, [], ServiceAlgorithm.Random, "weight", 10_800,
        false, 1, Now, new(HealthCheckKind.Http, 8080, "/healthz"));

    public static readonly PolicyRecord Policy = new(
        new(Id(19)), Blue, "blue", "web-to-db", PolicyDirection.Ingress, PolicyAction.Allow, new Dictionary<string, string> { ["app"] = "db" },
        [new(ImmutableSortedDictionary<string, string>.Empty.Add("app", "web"))], [new(PolicyProtocol.Tcp, 5432)], 500, false, new(1_204, 72_240), Now);

    public static readonly PathRecord PathToV2 = new(Blue, "blue", V1, "v1", new(Id(14)), "v2", "ipv4", true, null, 0, 412, 1450, 1450, Made, Now);

    public static readonly ApiTokenRecord Token = new(new(Id(6)), "deploy", Made, Now.AddDays(30), "operator", Now);

    public static readonly InvitationRecord Invitation = new(
        new(Id(7)), "carol@example.net", "viewer", "alice@example.net", Made, Made.AddDays(7));

    public static readonly EnrolmentKeyRecord Key = new(new(Id(8)), "rack 7", 20, 3, Now.AddDays(1), ["blue"], Now, Rack);

    public static readonly WebhookRecord Webhook = new(
        new(Id(9)), "https://hooks.example.net/cloudnet", ["host", "lease.created"], "tells the on-call", "active", null, null, null, Made, Made);

    /// <summary>An id, the same each time.</summary>
    public static Guid Id(int number) => Guid.Parse($"01934b6e-7f2a-7c31-9d55-3f0c5e1a2b{number:x2}");
}
