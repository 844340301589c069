using System.Runtime.InteropServices;

namespace CloudNet.Agent.Kernel;

/// <summary>The few calls of the C library that netlink takes; .NET's sockets know no netlink.</summary>
internal static partial class Libc
{
    public const int NetlinkFamily = 16;
    public const int RawSocket = 3;
    public const int CloseOnExec = 0x80000;
    public const int NetlinkRoute = 0;
    public const int NetlinkNetfilter = 12;
    public const int SocketLevel = 1;
    public const int ReceiveBufferForce = 33;
    public const int DoNotWait = 0x40;
    public const short PollIn = 1;
    public const int NetworkNamespace = 0x40000000;
    public const int TryAgain = 11;
    public const int Interrupted = 4;
    public const int NoBuffers = 105;

    private const string Library = "libc.so.6";

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int socket, in NetlinkAddress address, uint length);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetSocketOption(int socket, int level, int name, in int value, uint length);

    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, Span<byte> buffer, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, ReadOnlySpan<byte> buffer, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(Span<PollEntry> entries, nuint count, int timeout);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint value, int flags);

    [LibraryImport(Library, EntryPoint = "eventfd_write", SetLastError = true)]
    public static partial int WriteEventFd(int descriptor, ulong value);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "setns", SetLastError = true)]
    public static partial int SetNamespace(int descriptor, int kind);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, ulong request, Span<byte> argument);

    [LibraryImport(Library, EntryPoint = "if_indextoname", SetLastError = true)]
    public static partial nint LinkName(uint index, Span<byte> name);

    /// <summary>What a call gave back, or an exception that says which call failed and why.</summary>
    public static int Check(int result, string call) =>
        result >= 0 ? result : throw new KernelException($"{call} failed: {Marshal.GetLastPInvokeErrorMessage()}");
}
