using System.Globalization;
using System.Runtime.InteropServices;
using CloudNet.Agent.Kernel;
using Microsoft.Win32.SafeHandles;

namespace CloudNet.Agent.Attach;

/// <summary>
/// Opens a file of a process's own, as root, in a file system that the process may have filled with anything to have the host's files, devices or kernel
/// written to: no link is followed, and what is opened is a plain file, on a disk or in memory, of an owner that the process could be, and not the host's own.
/// </summary>
internal static partial class InsideFile
{
    private const string HostsOwn = "/etc/resolv.conf";
    private const int OpenAt2 = 437; // SYS_openat2, the same on every architecture
    private const ulong PathOnly = 0x200000 | 0x80000; // O_PATH | O_CLOEXEC
    private const ulong ReadWrite = 0x2 | 0x800 | 0x80000; // O_RDWR | O_NONBLOCK | O_CLOEXEC
    private const ulong Make = 0x40 | 0x80; // O_CREAT | O_EXCL
    private const ulong InRoot = 0x10 | 0x04 | 0x02; // RESOLVE_IN_ROOT | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS: openat2(2)
    private const ulong Mode = 0x1a4; // rw-r--r--
    private const int NoSuchFile = 2; // ENOENT

    // ext, xfs, btrfs, zfs, f2fs, overlayfs, tmpfs: linux/magic.h. None of them is a door to the kernel, as proc and sysfs are.
    private static readonly long[] Kinds = [0xef53, 0x58465342, 0x9123683e, 0x2fc12fc1, 0xf2f52010, 0x794c7630, 0x01021994];

    /// <summary>Whether a process is in the host's own file systems, whatever its network.</summary>
    public static bool SharesAll(int process) =>
        Link($"/proc/{process}/ns/mnt") is var its && (its is null || its == Link("/proc/self/ns/mnt") || its == Link("/proc/1/ns/mnt"));

    /// <summary>Opens it to be read and written; null: it is not there.</summary>
    /// <param name="process">The process.</param>
    /// <param name="path">The path below its root.</param>
    /// <param name="isNew">Whether it is to be made, and not to be there yet.</param>
    /// <exception cref="IOException">It is none to be written to, or cannot be.</exception>
    public static SafeFileHandle? Open(int process, string path, bool isNew)
    {
        using var root = Handle(Libc.Open($"/proc/{process}/root", (int)PathOnly)) ?? throw Fault(process, "");
        if (isNew) return Handle(Call(OpenAt2, root, path, new(ReadWrite | Make, Mode, InRoot), Marshal.SizeOf<OpenHow>())) ?? throw Fault(process, path);
        using var found = Handle(Call(OpenAt2, root, path, new(PathOnly, 0, InRoot), Marshal.SizeOf<OpenHow>()));
        if (found is null) return Marshal.GetLastPInvokeError() == NoSuchFile ? null : throw Fault(process, path);
        if (WhyNot(process, found) is { } why) throw new IOException($"/{path} of process {process} {why}");
        // The very file that was looked at.
        return Handle(Libc.Open($"/proc/self/fd/{found.DangerousGetHandle()}", (int)ReadWrite)) ?? throw Fault(process, path);
    }

    private static string? WhyNot(int process, SafeFileHandle found)
    {
        if (FileStatus.Of(found) is not { } status) return "cannot be looked at";
        if (!status.IsPlain) return "is no plain file";
        if (!Kinds.Contains(status.Kind)) return "is on no usual file system";
        if (!IsOwn(process, status.Owner)) return "belongs to somebody outside";
        return new[] { HostsOwn, $"/proc/1/root{HostsOwn}" }.Any(path => FileStatus.Of(path) is { } hosts && hosts.IsSame(status)) ? "is the host's own" : null;
    }

    // Lines of: first number inside, first outside, how many (user_namespaces(7)).
    private static bool IsOwn(int process, uint owner) => File.ReadLines($"/proc/{process}/uid_map")
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray())
        .Any(map => owner >= map[1] && owner < map[1] + map[2]);

    private static string? Link(string path) => new FileInfo(path).LinkTarget;

    private static SafeFileHandle? Handle(long descriptor) => descriptor < 0 ? null : new((nint)descriptor, ownsHandle: true);

    private static IOException Fault(int process, string path) => new($"/{path} of process {process}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc.so.6", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial long Call(long number, SafeFileHandle folder, string path, in OpenHow how, nint size);

    // struct open_how: linux/openat2.h
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct OpenHow(ulong Flags, ulong Mode, ulong Resolve);
}
