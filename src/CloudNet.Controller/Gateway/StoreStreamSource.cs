using CloudNet.Contracts.Views;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Gateway;

/// <summary>Reads streams from the database, a few at a time, so that a thousand agents that come back at once do not crowd it.</summary>
public sealed class StoreStreamSource(CloudNetStore store) : IStreamSource
{
    /// <summary>More changes than this are sent as a snapshot instead.</summary>
    public const int MostChanges = 1000;

    private readonly SemaphoreSlim places = new(8);

    /// <inheritdoc/>
    public Task<ViewCopy?> SnapshotAsync(StreamName stream, CancellationToken cancel) =>
        ReadAsync(db => ViewReads.ReadAsync(db, stream, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LoggedChange>?> SinceAsync(StreamName stream, long revision, CancellationToken cancel) =>
        ReadAsync(db => ChangeLogReader.SinceAsync(db, stream, revision, MostChanges, cancel), cancel);

    private async Task<T> ReadAsync<T>(Func<CloudNetDb, Task<T>> read, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        try
        {
            await using var db = store.ForSystem();
            return await read(db);
        }
        finally
        {
            places.Release();
        }
    }
}
