using CloudNet.Store.Isolation;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CloudNet.Store;

/// <summary>The database: one property a table.</summary>
public sealed class CloudNetDb(DbContextOptions<CloudNetDb> options) : IdentityUserContext<UserRow, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>Sequence that VNIs are taken from.</summary>
    public const string VniSequence = "vnis";

    /// <summary>Tenants.</summary>
    public DbSet<TenantRow> Tenants => Set<TenantRow>();

    /// <summary>Who belongs to which tenant.</summary>
    public DbSet<MemberRow> Members => Set<MemberRow>();

    /// <summary>Invitations that wait to be accepted.</summary>
    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    /// <summary>What tenants may have, where it is not the default.</summary>
    public DbSet<QuotaRow> Quotas => Set<QuotaRow>();

    /// <summary>API tokens.</summary>
    public DbSet<ApiTokenRow> ApiTokens => Set<ApiTokenRow>();

    /// <summary>Enrolment keys.</summary>
    public DbSet<EnrolmentKeyRow> EnrolmentKeys => Set<EnrolmentKeyRow>();

    /// <summary>Networks.</summary>
    public DbSet<NetworkRow> Networks => Set<NetworkRow>();

    /// <summary>What networks' subnets are cut from.</summary>
    public DbSet<NetworkRangeRow> NetworkRanges => Set<NetworkRangeRow>();

    /// <summary>Hosts.</summary>
    public DbSet<HostRow> Hosts => Set<HostRow>();

    /// <summary>What hosts have addresses for, other than CloudNet.</summary>
    public DbSet<HostRangeRow> HostRanges => Set<HostRangeRow>();

    /// <summary>Leases and reservations.</summary>
    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    /// <summary>What networks have to give.</summary>
    public DbSet<FreeRangeRow> FreeRanges => Set<FreeRangeRow>();

    /// <summary>Who had which address.</summary>
    public DbSet<AddressHistoryRow> AddressHistory => Set<AddressHistoryRow>();

    /// <summary>Who changed what.</summary>
    public DbSet<AuditRow> Audit => Set<AuditRow>();

    /// <summary>What was asked for under an Idempotency-Key.</summary>
    public DbSet<RepeatRow> Repeats => Set<RepeatRow>();

    /// <summary>Where events are sent.</summary>
    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    /// <summary>What came of it.</summary>
    public DbSet<WebhookDeliveryRow> WebhookDeliveries => Set<WebhookDeliveryRow>();

    /// <summary>Hosts whose lease was taken back.</summary>
    public DbSet<ReclaimedRow> Reclaimed => Set<ReclaimedRow>();

    /// <summary>Epochs of subnets whose lease ended.</summary>
    public DbSet<FenceRow> Fences => Set<FenceRow>();

    /// <summary>Workloads, as reported.</summary>
    public DbSet<WorkloadRow> Workloads => Set<WorkloadRow>();

    /// <summary>Their addresses.</summary>
    public DbSet<WorkloadAddressRow> WorkloadAddresses => Set<WorkloadAddressRow>();

    /// <summary>The health checks that they fail.</summary>
    public DbSet<FailingCheckRow> FailingChecks => Set<FailingCheckRow>();

    /// <summary>Who reaches whom, as reported.</summary>
    public DbSet<PathRow> Paths => Set<PathRow>();

    /// <summary>What became of it.</summary>
    public DbSet<PathHistoryRow> PathHistory => Set<PathHistoryRow>();

    /// <summary>Addresses that are kept for workloads.</summary>
    public DbSet<PinRow> Pins => Set<PinRow>();

    /// <summary>Ports of hosts that lead to workloads.</summary>
    public DbSet<PortMappingRow> PortMappings => Set<PortMappingRow>();

    /// <summary>Addresses in front of many workloads.</summary>
    public DbSet<ServiceRow> Services => Set<ServiceRow>();

    /// <summary>Who of a network may begin which connections.</summary>
    public DbSet<PolicyRow> Policies => Set<PolicyRow>();

    /// <summary>What becomes of what no policy of a network matches.</summary>
    public DbSet<PolicyDefaultsRow> PolicyDefaults => Set<PolicyDefaultsRow>();

    /// <summary>What policies have matched on each host.</summary>
    public DbSet<PolicyCountRow> PolicyCounts => Set<PolicyCountRow>();

    /// <summary>Networks that go, or went, from one way across to another.</summary>
    public DbSet<RolloutRow> Rollouts => Set<RolloutRow>();

    /// <summary>Networks that hosts are in for their workloads alone.</summary>
    public DbSet<HiddenNetworkRow> HiddenNetworks => Set<HiddenNetworkRow>();

    /// <summary>How their hosts fare with it, as reported.</summary>
    public DbSet<NextPlaneRow> NextPlanes => Set<NextPlaneRow>();

    /// <summary>Revisions of the streams.</summary>
    public DbSet<StreamRow> Streams => Set<StreamRow>();

    /// <summary>The change log.</summary>
    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    /// <summary>What hosts reported as programmed.</summary>
    public DbSet<AppliedRow> Applied => Set<AppliedRow>();

    /// <summary>Keys of the dashboard's cookies, shared by all replicas.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>A number for a way across, which no network of the tenant has.</summary>
    public Task<int> NextVniAsync(CancellationToken cancel) => Database.SqlQuery<int>($"SELECT next_vni() AS \"Value\"").SingleAsync(cancel);

    /// <summary>As whom it reads and writes; null: as the login, which is refused where rows are a tenant's.</summary>
    internal DbScope? Scope { get; private set; }

    /// <summary>From the next transaction on, it sees all tenants' rows. <see cref="CloudNetStore.ForSystem"/> is the usual way.</summary>
    public void ActAsSystem() => Act(DbScope.System);

    /// <summary>From the next transaction on, or the next command outside of one, it is somebody's.</summary>
    internal void Act(DbScope scope)
    {
        Scope = scope;
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        // A failed save ends the whole transaction here: savepoints would be two round trips a save for nothing.
        Database.AutoSavepointsEnabled = false;
    }

    /// <summary>Makes the rest of the open transaction that of a tenant, or only of what is being done now.</summary>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    internal Task EnterAsync(DbScope? scope, CancellationToken cancel)
    {
        var transaction = Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("No transaction is open.");
        Scope = scope ?? Scope ?? throw new InvalidOperationException("The context was opened for nobody.");
        return Scope.EnterAsync(Database.GetDbConnection(), transaction, cancel);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // Contexts are pooled: the next who gets this one is somebody else.
        Scope = null;
        base.Dispose();
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Scope = null;
        return base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasSequence<int>(VniSequence).StartsAt(1).HasMax(16_777_215);
        builder.ApplyConfigurationsFromAssembly(typeof(CloudNetDb).Assembly);
        builder.NameTablesOfIdentity();
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.KeepTypedValues();
}
