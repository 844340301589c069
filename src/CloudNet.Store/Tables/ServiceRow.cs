using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Services;
using CloudNet.Store.Isolation;
using CloudNet.Store.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>services</c>: an address of a network, or one of each family, in front of many backends. Two of a network have no address in common
/// (<see cref="OnceIpv4"/> and <see cref="OnceIpv6"/>, made in the migration: EF Core has no order for addresses).
/// </summary>
public sealed class ServiceRow : IEntityTypeConfiguration<ServiceRow>
{
    /// <summary>Name of the unique index on the IPv4 address.</summary>
    public const string OnceIpv4 = "ix_services_network_id_ipv4";

    /// <summary>Name of the unique index on the IPv6 address.</summary>
    public const string OnceIpv6 = "ix_services_network_id_ipv6";

    /// <summary>The service.</summary>
    public ServiceId Id { get; set; }

    /// <summary>Its owner; where nothing is said, the tenant of the transaction.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The network.</summary>
    public NetworkId NetworkId { get; set; }

    /// <summary>Unique in the network.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its IPv4 address; null: none.</summary>
    public IPAddress? Ipv4 { get; set; }

    /// <summary>Its IPv6 address; null: none.</summary>
    public IPAddress? Ipv6 { get; set; }

    /// <summary>Its ports, by protocol and number.</summary>
    public IReadOnlyList<ServicePort> Ports { get; set; } = [];

    /// <summary>The labels that its backends have; empty where they are fixed.</summary>
    public Dictionary<string, string> Selector { get; set; } = [];

    /// <summary>Its fixed backends; null: they are found by label.</summary>
    public IReadOnlyList<FixedBackend>? Backends { get; set; }

    /// <summary>How a backend is chosen.</summary>
    public ServiceAlgorithm Algorithm { get; set; }

    /// <summary>Name of the label that says a workload's weight; null: all weigh the same.</summary>
    public string? WeightLabel { get; set; }

    /// <summary>For how long a client comes to the same backend again, in seconds; null: not at all.</summary>
    public int? AffinitySeconds { get; set; }

    /// <summary>Whether a host sends to its own backends alone.</summary>
    public bool LocalOnly { get; set; }

    /// <summary>How it is found out which backends serve; null: they are taken to.</summary>
    public HealthCheck? HealthCheck { get; set; }

    /// <summary>Whether ports of hosts lead to it.</summary>
    public bool HasHostPorts { get; set; }

    /// <summary>The hosts whose ports lead to it, where a port has one; null: all that are in the network.</summary>
    public Guid[]? Hosts { get; set; }

    /// <summary>Whether it has a name alone, and no address.</summary>
    public bool Headless { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Its addresses, IPv4 first.</summary>
    public IReadOnlyList<IPAddress> Addresses => [.. new[] { Ipv4, Ipv6 }.OfType<IPAddress>()];

    /// <summary>The families that it has an address of.</summary>
    public IReadOnlyList<AddressFamily> Families => [.. Addresses.Select(address => address.AddressFamily)];

    /// <summary>What of it may be changed.</summary>
    public ServiceSettings Settings
    {
        get => new(Ports, LabelsJson.InOrder(Selector), Backends ?? [], Algorithm, WeightLabel, AffinitySeconds, LocalOnly, HealthCheck,
            Hosts?.Select(host => new HostId(host)).ToArray());
        set
        {
            (Ports, Selector, Backends) = (value.Ports, new(value.Selector), value.IsFixed ? value.Backends : null);
            (Algorithm, WeightLabel, AffinitySeconds, LocalOnly) = (value.Algorithm, value.WeightLabel, value.AffinitySeconds, value.LocalOnly);
            (HealthCheck, HasHostPorts, Hosts) = (
                value.HealthCheck, value.HasHostPorts, value.Hosts?.Select(host => host.Value).ToArray());
        }
    }

    /// <summary>As the hosts of its network are told of it.</summary>
    public NetworkService Told() => new(
        Name, [.. Addresses], [.. Ports], Selector.ToImmutableSortedDictionary(StringComparer.Ordinal), Backends is null ? default : [.. Backends], Algorithm,
        WeightLabel, AffinitySeconds, LocalOnly, HealthCheck, Hosts is null ? default : [.. Hosts.Select(host => new HostId(host))]);

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<ServiceRow> table)
    {
        table.ToTable("services", t =>
        {
            t.HasCheckConstraint("ck_services_addresses", "headless = (ipv4 IS NULL AND ipv6 IS NULL)");
            t.HasCheckConstraint("ck_services_families", "family(ipv4) = 4 AND family(ipv6) = 6");
        });
        table.Ignore(row => row.Addresses);
        table.Ignore(row => row.Families);
        table.Ignore(row => row.Settings);
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.TenantId).HasDefaultValueSql(CurrentTenant.Sql).HasValueGenerator<TenantOfScope>();
        table.Property(row => row.Name).HasMaxLength(NameRules.Longest);
        table.Property(row => row.Ports).HasColumnType("jsonb").HasConversion(ServiceJson.Ports, ServiceJson.PortsCompared);
        table.Property(row => row.Selector).HasColumnType("jsonb").HasConversion(LabelsJson.Converter, LabelsJson.Comparer);
        table.Property(row => row.Backends).HasColumnType("jsonb").HasConversion(ServiceJson.Backends, ServiceJson.BackendsCompared);
        table.Property(row => row.HealthCheck).HasColumnType("jsonb").HasConversion(ServiceJson.HealthCheck);
        table.Property(row => row.Algorithm).HasConversion<string>().HasMaxLength(16);
        table.HasIndex(row => row.TenantId);
        table.HasIndex(row => row.NetworkId, "ix_services_host_ports").HasFilter("has_host_ports");
        table.HasIndex(row => new { row.NetworkId, row.Name }).IsUnique();
        table.HasIndex(row => new { row.NetworkId, row.Name, row.Id }).UseCollation("", ListPages.ByBytes, "");
        table.HasIndex(row => new { row.NetworkId, row.CreatedAt, row.Id });
        table.HasOne<NetworkRow>().WithMany().HasForeignKey(row => new { row.NetworkId, row.TenantId })
            .HasPrincipalKey(network => new { network.Id, network.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
