using System.Text.Json;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Traces;
using CloudNet.Contracts.Trials;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Webhooks;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Contracts.Wire;

/// <summary>
/// How the contracts look in JSON, made at build time so that it works without reflection (Native AOT). Names are camelCase;
/// a reader takes unknown properties without complaint, so that a newer side may say more; only what people send to the API is
/// held to the letter.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(IPAddressConverter), typeof(IPNetworkConverter)])]
[JsonSerializable(typeof(LinkMessage))]
[JsonSerializable(typeof(View))]
[JsonSerializable(typeof(SavedView))]
[JsonSerializable(typeof(IReadOnlyList<ViewOperation>))]
[JsonSerializable(typeof(IReadOnlyList<StreamRevision>))]
[JsonSerializable(typeof(IReadOnlyList<WorkloadReport>))]
[JsonSerializable(typeof(CreateTenant))]
[JsonSerializable(typeof(TenantRecord))]
[JsonSerializable(typeof(IReadOnlyList<TenantRecord>))]
[JsonSerializable(typeof(QuotasRecord))]
[JsonSerializable(typeof(SetQuotas))]
[JsonSerializable(typeof(CreateNetwork))]
[JsonSerializable(typeof(AddRange))]
[JsonSerializable(typeof(ChangeNetwork))]
[JsonSerializable(typeof(IReadOnlyList<RolloutRecord>))]
[JsonSerializable(typeof(PeeringRecord))]
[JsonSerializable(typeof(CreateTrace))]
[JsonSerializable(typeof(TraceRecord))]
[JsonSerializable(typeof(IReadOnlyList<PeeringRecord>))]
[JsonSerializable(typeof(NetworkPeering[]))]
[JsonSerializable(typeof(MembershipRecord))]
[JsonSerializable(typeof(ReserveSubnet))]
[JsonSerializable(typeof(PinAddress))]
[JsonSerializable(typeof(PinRecord))]
[JsonSerializable(typeof(Page<PinRecord>))]
[JsonSerializable(typeof(CreatePortMapping))]
[JsonSerializable(typeof(PortMappingRecord))]
[JsonSerializable(typeof(Page<PortMappingRecord>))]
[JsonSerializable(typeof(CreateService))]
[JsonSerializable(typeof(SetService))]
[JsonSerializable(typeof(HealthCheck))]
[JsonSerializable(typeof(ServiceRecord))]
[JsonSerializable(typeof(Page<ServiceRecord>))]
[JsonSerializable(typeof(IReadOnlyList<BackendRecord>))]
[JsonSerializable(typeof(IReadOnlyList<ServicePort>))]
[JsonSerializable(typeof(IReadOnlyList<FixedBackend>))]
[JsonSerializable(typeof(CreatePolicy))]
[JsonSerializable(typeof(SetPolicy))]
[JsonSerializable(typeof(PolicyRecord))]
[JsonSerializable(typeof(Page<PolicyRecord>))]
[JsonSerializable(typeof(IReadOnlyList<PolicyCountRecord>))]
[JsonSerializable(typeof(IReadOnlyList<PolicyPeer>))]
[JsonSerializable(typeof(IReadOnlyList<PolicyPort>))]
[JsonSerializable(typeof(SetPolicyDefaults))]
[JsonSerializable(typeof(PolicyDefaultsRecord))]
[JsonSerializable(typeof(NetworkRecord))]
[JsonSerializable(typeof(Page<NetworkRecord>))]
[JsonSerializable(typeof(PoolRecord))]
[JsonSerializable(typeof(IReadOnlyList<NextAddressRecord>))]
[JsonSerializable(typeof(IReadOnlyList<ExpiringLeaseRecord>))]
[JsonSerializable(typeof(IReadOnlyList<AddressHistoryRecord>))]
[JsonSerializable(typeof(HostRecord))]
[JsonSerializable(typeof(ChangeHost))]
[JsonSerializable(typeof(HostFactsRecord))]
[JsonSerializable(typeof(Page<HostRecord>))]
[JsonSerializable(typeof(LeaseRecord))]
[JsonSerializable(typeof(WorkloadRecord))]
[JsonSerializable(typeof(Page<WorkloadRecord>))]
[JsonSerializable(typeof(Page<PathRecord>))]
[JsonSerializable(typeof(IReadOnlyList<PathChangeRecord>))]
[JsonSerializable(typeof(CreateEnrolmentKey))]
[JsonSerializable(typeof(EnrolmentKeyRecord))]
[JsonSerializable(typeof(Page<EnrolmentKeyRecord>))]
[JsonSerializable(typeof(CreatedEnrolmentKey))]
[JsonSerializable(typeof(EnrolHost))]
[JsonSerializable(typeof(EnrolledHost))]
[JsonSerializable(typeof(SignIn))]
[JsonSerializable(typeof(SecondFactorRecord))]
[JsonSerializable(typeof(BeginSecondFactor))]
[JsonSerializable(typeof(BegunSecondFactor))]
[JsonSerializable(typeof(ConfirmSecondFactor))]
[JsonSerializable(typeof(ConfirmedSecondFactor))]
[JsonSerializable(typeof(EndSecondFactor))]
[JsonSerializable(typeof(ChangePassword))]
[JsonSerializable(typeof(CreateApiToken))]
[JsonSerializable(typeof(ApiTokenRecord))]
[JsonSerializable(typeof(Page<ApiTokenRecord>))]
[JsonSerializable(typeof(CreatedApiToken))]
[JsonSerializable(typeof(SetMember))]
[JsonSerializable(typeof(MemberRecord))]
[JsonSerializable(typeof(Page<MemberRecord>))]
[JsonSerializable(typeof(CreateInvitation))]
[JsonSerializable(typeof(InvitationRecord))]
[JsonSerializable(typeof(Page<InvitationRecord>))]
[JsonSerializable(typeof(CreatedInvitation))]
[JsonSerializable(typeof(AcceptInvitation))]
[JsonSerializable(typeof(AcceptedInvitation))]
[JsonSerializable(typeof(Page<AuditEntry>))]
[JsonSerializable(typeof(DryRunRecord))]
[JsonSerializable(typeof(CreateWebhook))]
[JsonSerializable(typeof(SetWebhook))]
[JsonSerializable(typeof(RotateWebhookSecret))]
[JsonSerializable(typeof(CreatedWebhook))]
[JsonSerializable(typeof(IReadOnlyList<WebhookRecord>))]
[JsonSerializable(typeof(IReadOnlyList<WebhookDeliveryRecord>))]
[JsonSerializable(typeof(WebhookMessage))]
[JsonSerializable(typeof(ProblemRecord))]
public sealed partial class ContractsJson : JsonSerializerContext;
