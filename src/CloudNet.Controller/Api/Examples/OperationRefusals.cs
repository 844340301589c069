using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Traces;
using CloudNet.Controller.Events;
using CloudNet.Controller.Install;
using CloudNet.Controller.Networks;
using CloudNet.Controller.Webhooks;
using CloudNet.Domain.Access;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Enrolment;
using CloudNet.Domain.Events;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Labels;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Policies;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Rollouts;
using CloudNet.Domain.Services;
using CloudNet.Domain.Tenants;
using CloudNet.Domain.Traces;
using static CloudNet.Controller.Api.Examples.ExampleThings;

namespace CloudNet.Controller.Api.Examples;

/// <summary>Refusals that are one operation's own: what the rules themselves say of bad input.</summary>
internal static class OperationRefusals
{
    private static readonly LeasedNetwork BlueLeases = LeasedNetwork.WithDefaultBounds("blue", Addresses.Range, 24);
    private static readonly OtherNetwork Other = new("blue", IPNetwork.Parse("10.112.0.0/12"));

    private static readonly Dictionary<(string Operation, int Status), Refusal> All = new()
    {
        [("SignIn", 401)] = SignInRules.Wrong,
        [("SignIn", 403)] = SignInRules.NoTenant("acme"),
        [("SignIn", 429)] = SignInRules.LockedOut,
        [("BeginSecondFactor", 403)] = SecondFactorRules.WrongPassword,
        [("BeginSecondFactor", 409)] = SecondFactorRules.OnAlready,
        [("BeginSecondFactor", 429)] = SignInRules.LockedOut,
        [("ConfirmSecondFactor", 400)] = SecondFactorRules.NotOfTheApp,
        [("ConfirmSecondFactor", 429)] = SignInRules.LockedOut,
        [("ConfirmSecondFactor", 409)] = SecondFactorRules.NotBegun,
        [("EndSecondFactor", 403)] = SecondFactorRules.WrongPassword,
        [("EndSecondFactor", 409)] = SecondFactorRules.Off,
        [("EndSecondFactor", 429)] = SignInRules.LockedOut,
        [("ChangePassword", 403)] = SecondFactorRules.WrongPassword,
        [("ChangePassword", 409)] = PasswordRules.ChangedMeanwhile,
        [("ChangePassword", 429)] = SignInRules.LockedOut,
        [("AcceptInvitation", 401)] = SignInRules.Wrong,
        [("AcceptInvitation", 404)] = InvitationRules.Unknown,
        [("AcceptInvitation", 409)] = InvitationRules.NameTaken("carol@example.net"),
        [("SetMember", 409)] = MemberRules.LastOwner(Owner.User, Tenant.Name),
        [("RemoveMember", 409)] = MemberRules.LastOwner(Owner.User, Tenant.Name),
        [("CreateTenant", 409)] = Of(TenantRules.Parse(new("acme"), isTaken: true)),
        [("EnrolHost", 401)] = EnrolmentKeyRules.Unknown,
        [("EnrolHost", 409)] = Of(EnrolmentRules.Decide(
            new("v2", [2], First.UnderlayAddress, null, "cnk_…"), Tenant.Id, [new(V1, Tenant.Id, First.Name, [1], First.UnderlayAddress)])),
        [("ChangeHost", 400)] = Refusal.Invalid(LabelRules.Check("labels", new Dictionary<string, string> { ["rack=7"] = "" })),
        [("CreateNetwork", 409)] = Of(NetworkRules.Parse(new("green", "10.120.0.0/16"), [Other])),
        [("AddRange", 409)] = Of(GrowthRules.Grow(BlueLeases, null, 1, new("10.121.0.0/16"), [Other with { Name = "green" }])),
        [("ChangeNetwork", 409)] = RolloutStart.Running("blue", new(NetworkDriver.Wireguard, 77)),
        [("RotateKeys", 400)] = Of(PlaneChangeRules.Parse(new(), BlueLeases, new(NetworkDriver.Vxlan, 5), [], rotates: true)),
        [("RotateKeys", 409)] = RolloutStart.Running("blue", new(NetworkDriver.Wireguard, 77)),
        [("JoinNetwork", 409)] = SubnetAllocation.Full(BlueLeases, AddressFamily.InterNetwork, 254, 1, new([("v1", 212), ("v7", 90), ("v2", 31)], 240)),
        [("ReserveSubnet", 409)] = ReservationRules.Conflict(new("v8", Lease.Subnet), [new(Lease.Subnet, V1, "v1", null)])!,
        [("EndReservation", 404)] = ReservationCommands.NoReservation("blue", "v8"),
        [("PinAddress", 409)] = PinRules.Conflict(new("db", IPAddress.Parse("10.100.1.7"), Lease.Subnet), [], Workload.Name)!,
        [("TracePacket", 400)] = Of(TraceRules.Parse(new("web-1", "db", Protocol: "tcp"))),
        [("TracePacket", 409)] = Of(TraceRules.Choose(
            new("v1", "db", TraceProtocol.Icmp, null), [new(Lease.Subnet.FirstUsable, V1, "v1")], [new(Workload.Addresses[0])], null)),
        [("PeerNetworks", 400)] = PeeringRules.WhyNot(BlueLeases, BlueLeases)!,
        [("PeerNetworks", 409)] = PeeringRules.Full("blue", PeeringRules.Most)!,
        [("HideNetwork", 409)] = PortMappingRules.NotMember("blue", "v1"),
        [("ExposeNetwork", 409)] = PortMappingRules.NotMember("blue", "v1"),
        [("CreatePortMapping", 409)] = PortMappingRules.Conflict(
            new(TransportProtocol.Tcp, new(8080, 8080), null, "web-2", 80), "v1", [new(TransportProtocol.Tcp, new(8080, 8080), "blue", Workload.Name)])!,
        [("RemovePortMapping", 404)] = PortMappingCommands.NotFound("blue", $"{Id(15)}"),
        [("CreateService", 409)] = ServiceRules.Conflict(
            new("api", [Service.Addresses[0]], [AddressFamily.InterNetwork], ServiceSettings.None), "blue", nameIsTaken: false,
            [TakenAddress.ByService(Service.Addresses[0], Service.Name)])!,
        [("GetService", 404)] = ServiceRules.NotFound("blue", "web"),
        [("SetService", 400)] = Of(ServiceRules.Parse(
            new(Backends: [new("127.0.0.1")], WeightLabel: "weight"), ServiceSettings.None, [AddressFamily.InterNetwork], BlueLeases)),
        [("SetService", 404)] = ServiceRules.NotFound("blue", "web"),
        [("RemoveService", 404)] = ServiceRules.NotFound("blue", "web"),
        [("ListBackends", 404)] = ServiceRules.NotFound("blue", "web"),
        [("CreatePolicy", 409)] = PolicyRules.Conflict("web-to-db", "blue", nameIsTaken: true, count: 1)!,
        [("GetPolicy", 404)] = PolicyRules.NotFound("blue", "web-to-db"),
        [("SetPolicy", 400)] = Of(PolicyRules.Parse(new(Priority: 0, Ports: [new("icmp", 80)]), PolicySettings.None)),
        [("SetPolicy", 404)] = PolicyRules.NotFound("blue", "web-to-db"),
        [("RemovePolicy", 404)] = PolicyRules.NotFound("blue", "web-to-db"),
        [("ListPolicyCounts", 404)] = PolicyRules.NotFound("blue", "web-to-db"),
        [("SetPolicyDefaults", 400)] = Of(PolicyRules.Parse(new("drop"), new Contracts.Views.PolicyDefaults())),
        [("UnpinAddress", 409)] = PinRules.Away(IPAddress.Parse("10.100.1.20"), "db", "v2"),
        [("UnpinAddress", 404)] = PinCommands.NotPinned("blue", IPAddress.Parse("10.100.1.20")),
        [("GetAddressHistory", 400)] = Moment("at"),
        [("ListAudit", 400)] = Moment("from"),
        [("ExportAudit", 400)] = Moment("from"),
        [("FollowEvents", 400)] = Refusal.Invalid([.. EventNames.Check("kind", ["hosts"])]),
        [("FollowEvents", 410)] = EventQuery.Gone(new(TimeSpan.FromDays(400), TimeSpan.FromDays(400), TimeSpan.FromDays(1))),
        [("RedeliverWebhook", 400)] = DryRun.Cannot(new(DeliveryCommands.NotTried)),
        [("RedeliverWebhook", 409)] = DeliveryCommands.Running,
        [("RedeliverWebhook", 410)] = DeliveryCommands.Gone,
        [("GetInstallScript", 400)] = PublicUrl.NoHost,
        [("GetInstallScript", 404)] = AgentBinary.Missing,
        [("DownloadAgent", 404)] = AgentBinary.Missing,
    };

    /// <summary>The operation's own refusal of a status; null where it has none.</summary>
    public static Refusal? Find(string operation, int status) => All.GetValueOrDefault((operation, status));

    private static Refusal Moment(string field) => Refusal.Invalid([MomentText.Read(field, "yesterday", out _)!]);

    private static Refusal Of<T>(Outcome<T> outcome) where T : notnull =>
        outcome.IsRefused(out var refusal, out _) ? refusal : throw new InvalidOperationException("The rules refuse this example no more.");
}
