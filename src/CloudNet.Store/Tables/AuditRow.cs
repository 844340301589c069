using CloudNet.Contracts.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>
/// Table <c>audit</c>: who changed what, when, by which operation, and from where. Written by the trigger <c>audit</c> on each
/// audited table alone (made in the migration), in the transaction of the change and by the database's clock, so that no way of
/// changing one, a cascade included, can forget it. The controller may read it, and has no right to change it; what is older
/// than is kept goes by the function <c>trim_audit</c>. Names are as they were then: what they name may be gone.
/// </summary>
public sealed class AuditRow : IEntityTypeConfiguration<AuditRow>
{
    /// <summary>Given by the database when the row is written, not when it commits.</summary>
    public long Id { get; set; }

    /// <summary>Whose thing was changed.</summary>
    public TenantId TenantId { get; set; }

    /// <summary>When the transaction of the change began.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>PostgreSQL's number of that transaction: entries that have the same were made together.</summary>
    public long Transaction { get; set; }

    /// <summary>What the actor is: a word of <see cref="Audit.ActorKind"/>, or <c>database</c> or <c>unknown</c>.</summary>
    public string ActorKind { get; set; } = "";

    /// <summary>The actor; null where it has no id.</summary>
    public Guid? ActorId { get; set; }

    /// <summary>The actor's name.</summary>
    public string ActorName { get; set; } = "";

    /// <summary>The API token that it came with; null where it was none.</summary>
    public Guid? TokenId { get; set; }

    /// <summary>Which door it came in by: <c>api</c>, <c>dashboard</c>, <c>agent</c>, <c>controller</c> or <c>database</c>.</summary>
    public string Origin { get; set; } = "";

    /// <summary>The address that it came from, as the controller saw it; null where it came from none.</summary>
    public string? Address { get; set; }

    /// <summary>What was asked for: the operation's id in the OpenAPI document where it came by HTTP.</summary>
    public string Operation { get; set; } = "";

    /// <summary>What became of the thing: <c>created</c>, <c>changed</c> or <c>removed</c>.</summary>
    public string Action { get; set; } = "";

    /// <summary>What the thing is.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The thing.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>The thing's name.</summary>
    public string SubjectName { get; set; } = "";

    /// <summary>JSON object of what was; null for a thing that was made.</summary>
    public string? Before { get; set; }

    /// <summary>JSON object of what is; null for a thing that was removed.</summary>
    public string? After { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<AuditRow> table)
    {
        table.ToTable("audit");
        table.HasIndex(row => new { row.TenantId, row.At, row.Id });
        table.HasIndex(row => new { row.TenantId, row.ActorId, row.At, row.Id });
        table.HasIndex(row => new { row.TenantId, row.ActorName, row.At, row.Id });
        table.HasIndex(row => new { row.TenantId, row.Operation, row.At, row.Id });
        table.HasIndex(row => new { row.TenantId, row.Kind, row.At, row.Id });
        table.HasIndex(row => new { row.TenantId, row.SubjectId, row.At, row.Id });
        // As the stream of events reads it.
        table.HasIndex(row => new { row.TenantId, row.Transaction, row.Id });
        table.HasIndex(row => row.At).HasMethod("brin");
    }
}
