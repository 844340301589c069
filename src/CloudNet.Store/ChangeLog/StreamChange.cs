using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;

namespace CloudNet.Store.ChangeLog;

/// <summary>A change to one stream, on its way into the log.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Operations">What changes, as absolute values; at least one.</param>
public sealed record StreamChange(StreamName Stream, params IReadOnlyList<ViewOperation> Operations)
{
    /// <summary>Whose the stream is, should it have to be made; null: the tenant's of the transaction.</summary>
    public TenantId? Owner { get; init; }
}
