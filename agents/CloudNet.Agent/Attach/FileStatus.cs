using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CloudNet.Agent.Attach;

/// <summary>What the kernel says of a file (statx(2), statfs(2)).</summary>
/// <param name="Mode">Its kind and mode.</param>
/// <param name="Owner">The number of its owner, as the host counts.</param>
/// <param name="Inode">Its number on its device.</param>
/// <param name="Device">Its device.</param>
/// <param name="Kind">The magic number of its file system.</param>
internal sealed partial record FileStatus(ushort Mode, uint Owner, ulong Inode, ulong Device, long Kind)
{
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    private const int Here = -100; // AT_FDCWD
    private const uint Basic = 0x7ff; // STATX_BASIC_STATS
    private const int OwnerAt = 20, ModeAt = 28, InodeAt = 32, DeviceAt = 136; // struct statx, the same on every architecture
    private const int KindOf = 0xf000, Plain = 0x8000; // S_IFMT, S_IFREG

    /// <summary>Whether it is a plain file.</summary>
    public bool IsPlain => (Mode & KindOf) == Plain;

    /// <summary>Whether two are one file.</summary>
    public bool IsSame(FileStatus other) => Inode == other.Inode && Device == other.Device;

    /// <summary>Of an open file; null: it cannot be told.</summary>
    public static FileStatus? Of(SafeFileHandle file) => Of((int)file.DangerousGetHandle(), "", EmptyPath, $"/proc/self/fd/{file.DangerousGetHandle()}");

    /// <summary>Of what a path leads to; null: nothing.</summary>
    public static FileStatus? Of(string path) => Of(Here, path, 0, path);

    private static FileStatus? Of(int folder, string path, int flags, string whole)
    {
        byte[] status = new byte[256], system = new byte[256];
        return Status(folder, path, flags, Basic, status) == 0 && SystemStatus(whole, system) == 0
            ? new(BitConverter.ToUInt16(status, ModeAt), BitConverter.ToUInt32(status, OwnerAt), BitConverter.ToUInt64(status, InodeAt),
                BitConverter.ToUInt64(status, DeviceAt), BitConverter.ToInt64(system))
            : null;
    }

    [LibraryImport("libc.so.6", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, [Out] byte[] status);

    [LibraryImport("libc.so.6", EntryPoint = "statfs", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SystemStatus(string path, [Out] byte[] status);
}
