using System.Collections.Immutable;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Domain.Addressing;
using CloudNet.Store.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>workloads</c>: what the hosts reported as attached.</summary>
public sealed class WorkloadRow : IEntityTypeConfiguration<WorkloadRow>
{
    /// <summary>The workload; its id is made by the host, so it is a key only together with the host.</summary>
    public WorkloadId Id { get; set; }

    /// <summary>The host that reported it.</summary>
    public HostId HostId { get; set; }

    /// <summary>Its owner.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network that it is attached to.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>Its name on its host.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its addresses; read with it always, in no order.</summary>
    public List<WorkloadAddressRow> Addresses { get; set; } = [];

    /// <summary>Its labels.</summary>
    public Dictionary<string, string> Labels { get; set; } = [];

    /// <summary>When its host attached it.</summary>
    public DateTimeOffset AttachedAt { get; set; }

    /// <summary>Whether somebody drains it.</summary>
    public bool Draining { get; set; }

    /// <summary>The health checks that it fails; read with it always, in no order.</summary>
    public List<FailingCheckRow> Failing { get; set; } = [];

    /// <summary>As the hosts of its network are told of it.</summary>
    /// <param name="isAway">Whether nothing was heard of its host for a while.</param>
    public NetworkWorkload Told(bool isAway) => new(
        Name, [.. Addresses.Select(row => row.Address).OrderBy(address => address.AddressFamily).ThenBy(AddressNumber.Of)],
        Labels.ToImmutableSortedDictionary(StringComparer.Ordinal), AttachedAt,
        Failing.Count == 0 ? default : [.. Failing.Select(row => row.ServiceId).Order()], Draining, isAway);

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<WorkloadRow> table)
    {
        table.ToTable("workloads");
        table.HasKey(row => new { row.HostId, row.Id });
        table.Property(row => row.Name).HasMaxLength(63);
        table.Property(row => row.Labels).HasColumnType("jsonb").HasConversion(LabelsJson.Converter, LabelsJson.Comparer);
        table.Navigation(row => row.Addresses).AutoInclude();
        table.Navigation(row => row.Failing).AutoInclude();
        table.HasIndex(row => new { row.TenantId, row.Name, row.HostId, row.Id }).UseCollation("", ListPages.ByBytes, "", "");
        table.HasIndex(row => new { row.TenantId, row.AttachedAt, row.HostId, row.Id });
        table.HasOne<HostRow>().WithMany().HasForeignKey(row => new { row.HostId, row.TenantId })
            .HasPrincipalKey(host => new { host.Id, host.TenantId }).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
