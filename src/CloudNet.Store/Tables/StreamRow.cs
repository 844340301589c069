using CloudNet.Contracts.Views;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>streams</c>: the revision of each. Its row is the lock under which the stream is changed.</summary>
public sealed class StreamRow : IEntityTypeConfiguration<StreamRow>
{
    /// <summary>The stream.</summary>
    public StreamName Name { get; set; }

    /// <summary>The newest revision.</summary>
    public long Revision { get; set; }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<StreamRow> table)
    {
        table.ToTable("streams");
        table.HasKey(row => row.Name);
        table.Property(row => row.Name).HasMaxLength(64);
    }
}
