using System.Runtime.InteropServices;
using CloudNet.Agent.Kernel;

namespace CloudNet.Agent.Attach;

internal static partial class Netns
{
    private const ulong GetNamespaceType = 0xb703; // NS_GET_NSTYPE, linux/nsfs.h
    private const int ReadOnlyCloseOnExec = 0x80800; // O_RDONLY | O_CLOEXEC | O_NONBLOCK: a path may be a pipe
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    private const uint WantInode = 0x100; // STATX_INO
    private const int InodeOffset = 32; // stx_ino in struct statx, the same on every architecture

    // The number that tells a namespace apart while it lives; null for what is not there or is no network namespace.
    private static ulong? Inode(string path)
    {
        var descriptor = Libc.Open(path, ReadOnlyCloseOnExec);
        if (descriptor < 0) return null;
        try
        {
            if (Control(descriptor, GetNamespaceType) != Libc.NetworkNamespace) return null;
            var status = new byte[256];
            return Status(descriptor, "", EmptyPath, WantInode, status) == 0 ? BitConverter.ToUInt64(status, InodeOffset) : null;
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }

    // Moves the calling thread; answers why it could not, or null.
    private static string? Enter(string path)
    {
        var descriptor = Libc.Open(path, ReadOnlyCloseOnExec);
        if (descriptor < 0) return Marshal.GetLastPInvokeErrorMessage();
        var failed = Libc.SetNamespace(descriptor, Libc.NetworkNamespace) != 0;
        var why = Marshal.GetLastPInvokeErrorMessage();
        _ = Libc.Close(descriptor);
        return failed ? why : null;
    }

    [LibraryImport("libc.so.6", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, ulong request);

    [LibraryImport("libc.so.6", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, [Out] byte[] status);
}
