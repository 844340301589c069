using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Store.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>enrolment_keys</c>: what lets hosts enrol, by the hash of its secret.</summary>
public sealed class EnrolmentKeyRow : IEntityTypeConfiguration<EnrolmentKeyRow>
{
    /// <summary>The key.</summary>
    public EnrolmentKeyId Id { get; set; }

    /// <summary>The tenant that its hosts belong to.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>What it is for.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the secret (which is 256 random bits, so a plain hash is enough).</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>How many hosts may enrol with it.</summary>
    public int Uses { get; set; }

    /// <summary>How many did; never more than <see cref="Uses"/> (the database checks).</summary>
    public int Used { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it stops working.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Networks that its hosts join when they enrol. One that is gone by then is passed over.</summary>
    public NetworkId[] Networks { get; set; } = [];

    /// <summary>Labels that its hosts get when they enrol.</summary>
    public Dictionary<string, string> Labels { get; set; } = [];

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<EnrolmentKeyRow> table)
    {
        table.ToTable("enrolment_keys", t => t.HasCheckConstraint("ck_enrolment_keys_used", "used >= 0 AND used <= uses"));
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.Name).HasMaxLength(63);
        table.Property(row => row.Labels).HasColumnType("jsonb").HasConversion(LabelsJson.Converter, LabelsJson.Comparer).HasDefaultValueSql("'{}'");
        table.PrimitiveCollection(row => row.Networks).ElementType().HasConversion(typeof(TypedIdColumn<NetworkId>));
        table.HasIndex(row => row.Hash).IsUnique();
        table.HasIndex(row => new { row.TenantId, row.Name, row.Id }).UseCollation("", ListPages.ByBytes, "");
        table.HasIndex(row => new { row.TenantId, row.CreatedAt, row.Id });
        table.HasOne<TenantRow>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Cascade);
    }
}
