using System.Runtime.InteropServices;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>The calls of the C library that carrying packets takes: many datagrams in one call, and what goes along with each.</summary>
internal static unsafe partial class WireLibc
{
    public const int Interrupted = 4, Io = 5, TryAgain = 11, Busy = 16, Invalid = 22, MessageSize = 90, NoBuffers = 105, BadDescriptor = 77;
    public const short PollOut = 4;

    private const string Library = "libc.so.6";

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, ulong request, byte* argument);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "writev", SetLastError = true)]
    public static partial nint Write(int descriptor, IoVector* vectors, int count);

    [LibraryImport(Library, EntryPoint = "sendto", SetLastError = true)]
    public static partial nint Send(int socket, byte* bytes, nuint length, int flags, byte* address, uint addressLength);

    [LibraryImport(Library, EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMany(int socket, MessageSlot* messages, uint count, int flags);

    [LibraryImport(Library, EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int ReceiveMany(int socket, MessageSlot* messages, uint count, int flags, nint timeout);

    [LibraryImport(Library, EntryPoint = "if_nametoindex", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint LinkIndex(string name);
}
