using System.Runtime.InteropServices;
using CloudNet.Agent.Kernel;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>Lets a thread sleep until there is something to read or room to send, or until it has to end.</summary>
internal sealed class Waiter : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private readonly int stop = Libc.Check(Libc.EventFd(0, CloseOnExec), "eventfd");
    private volatile bool stopped;

    /// <summary>Whether the end was asked for.</summary>
    public bool IsStopped => stopped;

    /// <summary>Waits until something can be read; false where it is time to end.</summary>
    public bool ForInput(int descriptor) => For(descriptor, Libc.PollIn);

    /// <summary>Waits until there is room; false where it is time to end.</summary>
    public bool ForRoom(int descriptor) => For(descriptor, WireLibc.PollOut);

    /// <summary>Ends all waiting, now and later.</summary>
    public void Stop()
    {
        stopped = true;
        _ = Libc.WriteEventFd(stop, 1);
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(stop);

    private bool For(int descriptor, short what)
    {
        Span<PollEntry> entries = [new() { Descriptor = descriptor, Events = what }, new() { Descriptor = stop, Events = Libc.PollIn }];
        while (!stopped)
        {
            if (Libc.Poll(entries, 2, -1) >= 0) return !stopped;
            if (Marshal.GetLastPInvokeError() != Libc.Interrupted) throw new KernelException($"poll failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
        return false;
    }
}
