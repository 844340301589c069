using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Bus;

/// <summary>
/// To every replica: these changes are committed. At least once; in order within a stream as long as nothing is lost. A
/// reader that finds a gap reads the log.
/// </summary>
/// <param name="Changes">Ordered by stream, then by revision.</param>
public sealed record ChangesCommitted(IReadOnlyList<LoggedChange> Changes);
