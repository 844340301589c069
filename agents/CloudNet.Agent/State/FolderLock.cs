namespace CloudNet.Agent.State;

/// <summary>
/// Held while an agent runs, so that two never work on one state folder. The kernel lets go of it when the process ends,
/// however it ends (<c>flock</c>).
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock at a path, or answers null where another process has it.</summary>
    public static FolderLock? TryTake(string path)
    {
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (fault.HResult == SharingViolation || fault.HResult == 11) // EWOULDBLOCK
        {
            return null;
        }
    }

    /// <summary>Lets go. The file stays: deleting it would let two agents hold two files of one name.</summary>
    public void Dispose() => file.Dispose();
}
