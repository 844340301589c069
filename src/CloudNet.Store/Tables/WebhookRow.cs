using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>webhooks</c>: where events are sent, up to which event they are, and which replica is at it. A replica holds a webhook by a
/// claim that ends by itself, not by a lock: a transaction that stays open while a receiver takes its time would hold all events back.
/// </summary>
public sealed class WebhookRow : IEntityTypeConfiguration<WebhookRow>
{
    /// <summary>The webhook.</summary>
    public WebhookId Id { get; set; }

    /// <summary>Whose it is.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>Where to.</summary>
    public string Url { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string Description { get; set; } = "";

    /// <summary>Kinds and names of events; empty: all.</summary>
    public string[] Events { get; set; } = [];

    /// <summary>Whether it sends.</summary>
    public bool Enabled { get; set; }

    /// <summary>Why the controller disabled it, or why the last try failed; null: neither. Not told in the audit log: each try may change it.</summary>
    public string? Reason { get; set; }

    /// <summary>The secret, encrypted (ASP.NET Data Protection, by keys that are in the database and serve nothing else).</summary>
    public byte[] Secret { get; set; } = [];

    /// <summary>The secret before, as long as it is kept.</summary>
    public byte[]? PreviousSecret { get; set; }

    /// <summary>Until when that one signs too.</summary>
    public DateTimeOffset? PreviousUntil { get; set; }

    /// <summary>When the secret was made.</summary>
    public DateTimeOffset SecretSince { get; set; }

    /// <summary>When somebody last had an event sent again.</summary>
    public DateTimeOffset? RedeliveredAt { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The transaction of the last event that is done with.</summary>
    public long Transaction { get; set; }

    /// <summary>The entry of that event.</summary>
    public long Entry { get; set; }

    /// <summary>How many tries of the next event failed.</summary>
    public int Failed { get; set; }

    /// <summary>When the first of these failed.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Not before then.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>The claim of the replica that is at it: its name, and which of its claims it is.</summary>
    public string? ClaimedBy { get; set; }

    /// <summary>Until when it is left to it.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<WebhookRow> table)
    {
        table.ToTable("webhooks");
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.Url).HasMaxLength(500);
        table.Property(row => row.Description).HasMaxLength(63);
        table.HasIndex(row => row.TenantId);
        table.HasIndex(row => row.NextAt).HasFilter("enabled");
        table.HasOne<TenantRow>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Cascade);
    }
}
