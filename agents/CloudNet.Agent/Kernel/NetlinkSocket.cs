using System.Runtime.InteropServices;
using CloudNet.Agent.Attach;

namespace CloudNet.Agent.Kernel;

/// <summary>A netlink socket that listens to groups of the network namespace in which it was opened, or asks the kernel there.</summary>
internal sealed class NetlinkSocket : IDisposable
{
    private const int AnswerMilliseconds = 1000;
    private const int LongestDatagram = 64 << 10;

    // Types of the last message of an answer: whether it was done or why not, and that no more comes (linux/netlink.h).
    private const ushort Outcome = 2, Done = 3;

    // Room for a burst of some thousands of changes; beyond it the kernel drops, and says so (NoBuffers).
    private static readonly int BufferSize = 4 << 20;

    /// <summary>Opens a socket; what happens from now on is kept for it.</summary>
    public NetlinkSocket(int protocol, uint groups)
    {
        Descriptor = Libc.Check(Libc.Socket(Libc.NetlinkFamily, Libc.RawSocket | Libc.CloseOnExec, protocol), "socket(AF_NETLINK)");
        // Without the right to more than the system's limit the usual room has to do.
        _ = Libc.SetSocketOption(Descriptor, Libc.SocketLevel, Libc.ReceiveBufferForce, in BufferSize, sizeof(int));
        var address = new NetlinkAddress { Family = Libc.NetlinkFamily, Groups = groups };
        try
        {
            Libc.Check(Libc.Bind(Descriptor, in address, (uint)Marshal.SizeOf<NetlinkAddress>()), "bind(AF_NETLINK)");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>One that asks netfilter, in a network namespace by its path; null: the process's own.</summary>
    /// <exception cref="KernelException">There is no such namespace, or no such socket in it.</exception>
    public static NetlinkSocket Netfilter(string? netnsPath)
    {
        try
        {
            return Netns.Inside(netnsPath, () => new NetlinkSocket(Libc.NetlinkNetfilter, 0));
        }
        catch (IOException fault)
        {
            throw new KernelException(fault.Message);
        }
    }

    /// <summary>The file descriptor, to be polled.</summary>
    public int Descriptor { get; }

    /// <summary>Takes one datagram, if one is there.</summary>
    /// <returns>Its length, 0 where none is there, or -1 where the kernel dropped some.</returns>
    public int Receive(Span<byte> buffer)
    {
        while (true)
        {
            var length = Libc.Receive(Descriptor, buffer, (nuint)buffer.Length, Libc.DoNotWait);
            if (length >= 0) return (int)length;
            switch (Marshal.GetLastPInvokeError())
            {
                case Libc.TryAgain: return 0;
                case Libc.NoBuffers: return -1;
                case Libc.Interrupted: continue;
                default: throw new KernelException($"recv(AF_NETLINK) failed: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
    }

    /// <summary>Sends a message.</summary>
    /// <exception cref="KernelException">The kernel does not take it.</exception>
    public void Send(ReadOnlySpan<byte> message)
    {
        if (Libc.Send(Descriptor, message, (nuint)message.Length, 0) < 0) throw new KernelException($"send(AF_NETLINK) failed: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Waits for a datagram, at most a second: the kernel answers at once.</summary>
    /// <returns>Its length.</returns>
    /// <exception cref="KernelException">None came, or some were dropped.</exception>
    public int Wait(Span<byte> buffer)
    {
        Span<PollEntry> entry = [new() { Descriptor = Descriptor, Events = Libc.PollIn }];
        while (true)
        {
            var length = Receive(buffer);
            if (length > 0) return length;
            if (length < 0) throw new KernelException("the kernel's answers (AF_NETLINK) were more than there is room for");
            if (Libc.Poll(entry, 1, AnswerMilliseconds) == 0) throw new KernelException("the kernel did not answer (AF_NETLINK)");
        }
    }

    /// <summary>Takes the messages of an answer until its end.</summary>
    /// <returns>The error that the end tells of (errno); 0: none.</returns>
    /// <exception cref="KernelException">None came, or some were dropped.</exception>
    public int Answers(NetlinkAnswer take)
    {
        var buffer = new byte[LongestDatagram];
        while (true)
        {
            ReadOnlySpan<byte> datagram = buffer.AsSpan(0, Wait(buffer));
            while (NetlinkMessage.TryTake(ref datagram, out var message))
            {
                if (message.Type == Done) return 0;
                if (message.Type == Outcome) return -message.Int32At(0);
                take(message);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(Descriptor);
}
