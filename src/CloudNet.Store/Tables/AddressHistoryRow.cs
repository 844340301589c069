using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Workloads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>address_history</c>: which host held a subnet, and which workload had an address, from when to when. Written by
/// triggers on <c>leases</c> and <c>workloads</c> alone (made in the migration), so that no way of changing those, a cascade of a
/// removed network included, can forget it; by the database's clock. Names are as they were then: what they name may be gone.
/// </summary>
public sealed class AddressHistoryRow : IEntityTypeConfiguration<AddressHistoryRow>
{
    /// <summary>Names the row; nothing outside the store knows it.</summary>
    public long Id { get; set; }

    /// <summary>The owner.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network; it may be gone.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>That network's name.</summary>
    public string NetworkName { get; set; } = "";

    /// <summary>The subnet, or the one address.</summary>
    public IPNetwork Addresses { get; set; }

    /// <summary>The host; it may be gone.</summary>
    public HostId HostId { get; set; }

    /// <summary>That host's name.</summary>
    public string HostName { get; set; } = "";

    /// <summary>The workload that had the address; null for a host's subnet.</summary>
    public WorkloadId? WorkloadId { get; set; }

    /// <summary>That workload's name.</summary>
    public string? WorkloadName { get; set; }

    /// <summary>Epoch of the lease; null for a workload's address.</summary>
    public long? Epoch { get; set; }

    /// <summary>From when.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>To when; null where it is so now.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<AddressHistoryRow> table)
    {
        table.ToTable("address_history");
        table.HasIndex(row => row.Until);
    }
}
