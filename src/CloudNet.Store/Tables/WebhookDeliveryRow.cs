using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>webhook_deliveries</c>: the last tries of each webhook to deliver an event.</summary>
public sealed class WebhookDeliveryRow : IEntityTypeConfiguration<WebhookDeliveryRow>
{
    /// <summary>The try; in the order of time.</summary>
    public WebhookDeliveryId Id { get; set; }

    /// <summary>Whose it is.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>The webhook.</summary>
    public WebhookId WebhookId { get; set; }

    /// <summary>The entry of the audit log that was sent; it may be gone by now.</summary>
    public long Entry { get; set; }

    /// <summary>The name of the event.</summary>
    public string Event { get; set; } = "";

    /// <summary>When it was tried.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>What was answered; null where nothing was.</summary>
    public int? Status { get; set; }

    /// <summary>Why it was not delivered; null where it was.</summary>
    public string? Error { get; set; }

    /// <summary>How long it took.</summary>
    public int Milliseconds { get; set; }

    /// <summary>Whether somebody asked for it.</summary>
    public bool ByHand { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<WebhookDeliveryRow> table)
    {
        table.ToTable("webhook_deliveries");
        table.Property(row => row.Id).ValueGeneratedNever();
        table.HasIndex(row => new { row.WebhookId, row.Id });
        table.HasOne<WebhookRow>().WithMany().HasForeignKey(row => new { row.WebhookId, row.TenantId })
            .HasPrincipalKey(webhook => new { webhook.Id, webhook.TenantId }).OnDelete(DeleteBehavior.Cascade);
    }
}
