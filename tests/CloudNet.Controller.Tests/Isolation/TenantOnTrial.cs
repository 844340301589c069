using System.Net;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Webhooks;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Isolation;

/// <summary>A tenant that has something of everything, with an owner who belongs to no other.</summary>
public sealed class TenantOnTrial : IDisposable
{
    private static readonly Dictionary<string, string> ShopLabels = new() { ["app"] = "shop" };

    private TenantOnTrial(string name, TenantId id, ApiClient owner) => (Name, Id, Owner) = (name, id, owner);

    public string Name { get; }

    public TenantId Id { get; }

    public ApiClient Owner { get; }

    public NetworkId Network { get; private set; }

    public HostId Host { get; private set; }

    public string NetworkName => $"{Name}-net";

    public string HostName => $"{Name}-host";

    /// <summary>Name that a subnet is kept for.</summary>
    public string KeptFor => $"{Name}-kept";

    /// <summary>What stands for a parameter of a path: ids and names.</summary>
    public IReadOnlyDictionary<string, string[]> Values { get; private set; } = new Dictionary<string, string[]>();

    public static async Task<TenantOnTrial> MakeAsync(ControllerFixture controller, string name)
    {
        using var made = await controller.NewTenantAsync(name);
        var password = $"the password of {name}";
        var person = await controller.AddUserAsync($"{name}-owner", password);
        TenantId id;
        await using (var db = controller.Database.Open())
        {
            id = (await db.Tenants.SingleAsync(row => row.Name == name)).Id;
            db.Members.Add(new MemberRow { TenantId = id, UserId = person, Role = "owner" });
            await db.SaveChangesAsync();
        }
        using var anonymous = controller.Anonymous();
        var token = await anonymous.PostAsync<CreatedApiToken>("/api/v1/sign-in", new SignIn($"{name}-owner", password));
        var tenant = new TenantOnTrial(name, id, new(controller.Address, token.Secret));
        await tenant.FillAsync(controller);
        return tenant;
    }

    public void Dispose() => Owner.Dispose();

    private async Task FillAsync(ControllerFixture controller)
    {
        Network = (await Owner.NewNetworkAsync(NetworkName, "10.100.0.0/16")).Id;
        Host = await Owner.NewHostAsync(HostName, "192.168.124.51", NetworkName);
        await Owner.SendAsync("PUT", $"/api/v1/networks/{NetworkName}/hosts/{HostName}/hidden", null);
        var left = await Owner.NewHostAsync($"{Name}-left", "192.168.124.52", NetworkName);
        await Owner.LeaveAsync(NetworkName, $"{Name}-left"); // leaves a fence behind
        await Owner.ReserveAsync(NetworkName, KeptFor, "10.100.9.0/24");
        await Owner.PinAsync(NetworkName, $"{Name}-web", "10.100.1.7");
        var mapping = await Owner.MapPortAsync(NetworkName, new(HostName, $"{Name}-web", "8080"));
        var service = await Owner.NewServiceAsync(NetworkName, new($"{Name}-shop", [new(80)], ShopLabels));
        var policy = await NewPolicyAsync();
        var key = (await Owner.PostAsync<CreatedEnrolmentKey>("/api/v1/enrolment-keys", new CreateEnrolmentKey($"{Name}-key"), 201)).Key;
        using var kept = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tokens")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new CreateApiToken($"{Name}-token"), options: ApiClient.Json),
            Headers = { { "Idempotency-Key", Name } },
        };
        var token = (await Owner.SendAsync<CreatedApiToken>(kept, 201)).Token;
        var invitation = (await Owner.PostAsync<CreatedInvitation>(
            "/api/v1/invitations", new CreateInvitation($"{Name}-guest", "viewer"), 201)).Invitation;
        var (webhook, delivery) = await Owner.NewSilentWebhookAsync(controller, $"{Name}-hook");
        await ReportAsync(controller, left);
        Values = new Dictionary<string, string[]>
        {
            ["network"] = [Network.ToString(), NetworkName], ["host"] = [Host.ToString(), HostName],
            ["peer"] = [Host.ToString(), HostName], ["peerNetwork"] = [Network.ToString(), NetworkName],
            ["portMapping"] = [$"{mapping.Id}"],
            ["service"] = [$"{service.Id}", service.Name], ["policy"] = [$"{policy.Id}", policy.Name],
            ["hostName"] = [KeptFor],
            ["key"] = [key.Id.ToString(), key.Name],
            ["token"] = [token.Id.ToString(), token.Name],
            ["invitation"] = [invitation.Id.ToString(), invitation.Name],
            ["user"] = [$"{Name}-owner"],
            ["tenant"] = [Name],
            ["webhook"] = [webhook],
            ["delivery"] = [delivery],
            ["address"] = ["10.100.1.7"],
        };
    }

    private async Task<PolicyRecord> NewPolicyAsync()
    {
        await Owner.PutAsync<PolicyDefaultsRecord>($"/api/v1/networks/{NetworkName}/policy-defaults", new SetPolicyDefaults("count"));
        return await Owner.NewPolicyAsync(NetworkName, new($"{Name}-shut", "ingress", "deny"));
    }

    private async Task ReportAsync(ControllerFixture controller, HostId left)
    {
        await using var db = controller.Database.Open();
        db.Quotas.Add(new QuotaRow { TenantId = Id, Hosts = 10, Networks = 10 });
        db.Reclaimed.Add(new ReclaimedRow
        {
            NetworkId = Network, HostId = left, TenantId = Id, Subnet = IPNetwork.Parse("10.100.2.0/24"), At = controller.Clock.GetUtcNow(),
        });
        db.HostRanges.Add(new HostRangeRow { HostId = Host, TenantId = Id, InUse = true, Range = IPNetwork.Parse("192.168.124.0/24"), Link = "eth0" });
        db.Applied.Add(new AppliedRow { HostId = Host, TenantId = Id, Stream = StreamName.Of(Network), Revision = 1 });
        db.Paths.Add(new PathRow { TenantId = Id, NetworkId = Network, HostId = Host, PeerId = left, PromisedMtu = 1450 });
        db.PathHistory.Add(new PathHistoryRow { TenantId = Id, NetworkId = Network, HostId = Host, PeerId = left, PromisedMtu = 1450 });
        var plane = new DataPlane(NetworkDriver.Udp, 9, null, null, false, false, 0);
        var now = controller.Clock.GetUtcNow();
        db.Rollouts.Add(new RolloutRow
        {
            Id = new(Guid.NewGuid()), TenantId = Id, NetworkId = Network, From = plane, To = plane, State = RolloutState.Done, BeganAt = now, EndedAt = now,
        });
        db.PolicyCounts.Add(new PolicyCountRow { TenantId = Id, NetworkId = Network, HostId = Host, Packets = 7, Began = now, Since = now, ToldAt = now });
        db.NextPlanes.Add(new NextPlaneRow { TenantId = Id, NetworkId = Network, HostId = Host, Vni = 9 });
        db.Workloads.Add(new WorkloadRow
        {
            Id = WorkloadId.New(TimeProvider.System), HostId = Host, TenantId = Id, NetworkId = Network, Name = $"{Name}-web",
            Addresses = [new() { TenantId = Id, NetworkId = Network, Address = IPAddress.Parse("10.100.0.2") }], AttachedAt = now,
            Failing = [new() { TenantId = Id, ServiceId = new(Guid.NewGuid()), Reason = "no answer" }],
        });
        await db.SaveChangesAsync();
    }
}
