using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Leases;
using CloudNet.Store.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>networks</c>.</summary>
public sealed class NetworkRow : IEntityTypeConfiguration<NetworkRow>
{
    /// <summary>The network.</summary>
    public NetworkId Id { get; set; }

    /// <summary>Its owner.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>Unique in the tenant.</summary>
    public string Name { get; set; } = "";

    /// <summary>What its hosts' subnets are cut from; read with it always, in no order.</summary>
    public List<NetworkRangeRow> Ranges { get; set; } = [];

    /// <summary>How packets cross between hosts.</summary>
    public NetworkDriver Driver { get; set; }

    /// <summary>Whether what leaves the network is masqueraded.</summary>
    public bool Nat { get; set; }

    /// <summary>Bytes; null where each host derives it.</summary>
    public int? Mtu { get; set; }

    /// <summary>UDP port that hosts send to; null where the driver has none.</summary>
    public int? Port { get; set; }

    /// <summary>Whether the driver runs over WireGuard.</summary>
    public bool Encrypted { get; set; }

    /// <summary>Whether hosts on one link reach each other by plain routes.</summary>
    public bool DirectRouting { get; set; }

    /// <summary>Which of the hosts' WireGuard keys are used; 0 where none are.</summary>
    public int KeyGeneration { get; set; }

    /// <summary>Whether its hosts share a secret besides.</summary>
    public bool Preshared { get; set; }

    /// <summary>That secret; null where they share none.</summary>
    public PresharedKey? PresharedKey { get; set; }

    /// <summary>Unique in the tenant; from the sequence <c>vnis</c>, by the function <c>next_vni</c>, where none was asked for.</summary>
    public int Vni { get; set; }

    /// <summary>Number of its way across, where that is another than the network's: unique in the tenant among both.</summary>
    public int? WireVni { get; set; }

    /// <summary>The way across that it is on its way to; null: it stays as it is.</summary>
    public NextPlane? Next { get; set; }

    /// <summary>The networks that it is peered with, as its hosts are told of them, by their ids; each of those has it in turn. Null: none.</summary>
    public NetworkPeering[]? Peerings { get; set; }

    /// <summary>What its hosts were told of the tenant's workloads: how many there may be, where there are as many; else null.</summary>
    public int? WorkloadsFull { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>What its hosts are told of it.</summary>
    public NetworkSettings Settings => new(Name, [.. AsLeased().Ranges.Select(range => range.Range)], Driver, Nat, Mtu, Vni, WorkloadsFull, Port,
        Encrypted, DirectRouting, KeyGeneration, WireVni, PresharedKey, Next, Peerings is null ? default : [.. Peerings],
        AsLeased().ServiceRanges.Any() ? [.. AsLeased().ServiceRanges] : default);

    /// <summary>The way across that it has, and that which it is on its way to.</summary>
    public IReadOnlyList<DataPlane> Planes => Settings.Planes;

    /// <summary>Whether any of them needs its hosts' WireGuard keys.</summary>
    public bool HasKeys => Planes.Any(plane => plane.HasKeys);

    /// <summary>Gives it a way across; that which it was on its way to is forgotten.</summary>
    /// <param name="plane">The way.</param>
    /// <param name="presharedKey">The secret of its hosts; null where they share none.</param>
    public void Take(DataPlane plane, PresharedKey? presharedKey)
    {
        (Preshared, PresharedKey) = (plane.Preshared, presharedKey);
        (Driver, Port, Mtu) = (plane.Driver, plane.Port, plane.Mtu);
        (Encrypted, DirectRouting, KeyGeneration) = (plane.Encrypted, plane.DirectRouting, plane.KeyGeneration);
        (WireVni, Next) = (plane.Vni == Vni ? null : plane.Vni, null);
    }

    /// <summary>The network as the rules of leases see it.</summary>
    public LeasedNetwork AsLeased() => new(Name, LeasedNetwork.InOrder(Ranges.Select(range => range.Leased)));

    /// <summary>The network as the API shows it.</summary>
    /// <param name="revision">Revision of its stream.</param>
    /// <param name="leases">Its leases.</param>
    public NetworkRecord Record(long revision, IReadOnlyList<LeaseRecord> leases) => new(
        Id, Name, [.. AsLeased().Ranges.Select(range => new RangeRecord(range.Range, range.SubnetLength, range.SubnetMin, range.SubnetMax))],
        Driver, Nat, Mtu, Vni, revision, CreatedAt, leases, Settings.Plane.UdpPort, Encrypted, DirectRouting, WireVni ?? Vni,
        Preshared, Next is null ? null : PlaneRecord.Of(Next.Plane));

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<NetworkRow> table)
    {
        table.ToTable("networks");
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.Name).HasMaxLength(63);
        table.Property(row => row.Driver).HasConversion<string>().HasMaxLength(16);
        table.Property(row => row.Vni).HasDefaultValueSql("next_vni()");
        table.Property(row => row.PresharedKey).HasMaxLength(44).HasConversion(key => key!.Value.Reveal(), text => KeyOf(text));
        table.Property(row => row.Next).HasConversion(PlaneJson.Next).HasColumnType("jsonb");
        table.Property(row => row.Peerings).HasConversion(PeeringsJson.Column, PeeringsJson.Compared).HasColumnType("jsonb");
        table.Ignore(row => row.Settings);
        table.Ignore(row => row.HasKeys);
        table.Ignore(row => row.Planes);
        table.Navigation(row => row.Ranges).AutoInclude();
        table.HasIndex(row => new { row.TenantId, row.Name }).IsUnique();
        table.HasIndex(row => new { row.TenantId, row.Vni }).IsUnique();
        table.HasIndex(row => new { row.TenantId, row.WireVni }).IsUnique();
        table.HasIndex(row => new { row.TenantId, row.Name, row.Id }).UseCollation("", ListPages.ByBytes, "");
        table.HasIndex(row => new { row.TenantId, row.CreatedAt, row.Id });
        table.HasOne<TenantRow>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
    }

    private static PresharedKey KeyOf(string text) =>
        Contracts.Views.PresharedKey.TryParse(text, out var key) ? key : throw new FormatException("What is stored is no pre-shared key.");
}
