using CloudNet.Contracts.Views;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Gateway;

/// <summary>Where a hub reads a stream from when it cannot serve an agent from memory.</summary>
public interface IStreamSource
{
    /// <summary>The whole stream as of one moment; null where its network or host is gone.</summary>
    Task<ViewCopy?> SnapshotAsync(StreamName stream, CancellationToken cancel);

    /// <summary>All changes after a revision, in order; null where the log no longer holds them, or they are too many.</summary>
    Task<IReadOnlyList<LoggedChange>?> SinceAsync(StreamName stream, long revision, CancellationToken cancel);
}
