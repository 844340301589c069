using System.Runtime.InteropServices;

namespace CloudNet.Agent.State;

/// <summary>
/// Files that a crash or a power cut leaves either as they were or as they should be, never half written: the bytes go to a
/// temporary file beside the target, are flushed to the disk, take the target's name in one step, and the folder is flushed
/// too, since the name is kept in it. Two flushes a write, a few milliseconds on a plain disk.
/// </summary>
internal static partial class DurableFile
{
    /// <summary>Ending of the temporary files; what has it was never completed and may be deleted.</summary>
    public const string TemporaryEnding = ".tmp";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes or replaces a file, readable by its owner only.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + TemporaryEnding;
        // A temporary file of an earlier life may have other rights; only a new file gets those asked for.
        File.Delete(temporary);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = OwnerOnly, BufferSize = 0,
        };
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Deletes a file for good; one that is not there is fine.</summary>
    public static void Delete(string path)
    {
        if (!File.Exists(path)) return;
        File.Delete(path);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    private static void FlushFolder(string folder)
    {
        const int closeOnExec = 0x80000; // O_RDONLY | O_CLOEXEC
        var descriptor = Open(folder, closeOnExec);
        if (descriptor < 0) throw new IOException($"Could not open the folder {folder} to flush it: {Marshal.GetLastPInvokeErrorMessage()}.");
        var failed = Flush(descriptor) != 0;
        var why = Marshal.GetLastPInvokeErrorMessage();
        _ = Close(descriptor);
        if (failed) throw new IOException($"Could not flush the folder {folder}: {why}.");
    }

    [LibraryImport("libc.so.6", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc.so.6", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc.so.6", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
