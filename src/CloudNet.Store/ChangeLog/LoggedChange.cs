using System.Text.Json;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;

namespace CloudNet.Store.ChangeLog;

/// <summary>A change record as read back from the log.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Revision">The revision that it made.</param>
/// <param name="Operations">JSON array of <see cref="ViewOperation"/>.</param>
public sealed record LoggedChange(StreamName Stream, long Revision, string Operations)
{
    /// <summary>The operations as objects.</summary>
    public IReadOnlyList<ViewOperation> Parse() =>
        JsonSerializer.Deserialize(Operations, ContractsJson.Default.IReadOnlyListViewOperation) ?? [];
}
