using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Listens to the kernel's own announcements (netlink multicast), so that a change by hand is seen at once and not at the next
/// look. One thread of its own takes them off two sockets (the route family; nftables) as fast as they come, drops what does
/// not concern CloudNet, and leaves the rest in a short queue. It is a thread and no task because a socket belongs to the
/// network namespace of the thread that opens it. Idle it costs nothing.
///
/// Nothing is missed: the sockets stand before the first event is given out; where the kernel had to drop messages it says so,
/// and that is an event too; and where the queue is full, the same event follows as soon as there is room, since what is in the
/// queue may be about single links.
/// </summary>
internal sealed class NetlinkWatch(string? netnsPath, Func<string?> underlayLink, Wake others)
{
    // 1 << (group - 1): link, neighbour, IPv4 address and route, IPv6 address and route.
    private const uint RouteGroups = 1 << 0 | 1 << 2 | 1 << 4 | 1 << 6 | 1 << 8 | 1 << 10;
    private const uint NftGroup = 1 << 6;
    private const int QueueLength = 64;
    private const int UntilThereIsRoom = 10; // ms
    private const int LongestDatagram = 64 << 10;

    private readonly Channel<KernelEvent> queue = Channel.CreateBounded<KernelEvent>(
        new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = true });

    private readonly NetlinkFilter filter = new(NameOf, underlayLink);

    // Something happened that is not in the queue.
    private bool lost;

    // Some thousand elements of a map come in one transaction, each with a message of its own.
    private volatile bool hasServices, hasPolicies;

    /// <summary>Watches until cancelled.</summary>
    public async IAsyncEnumerable<KernelEvent> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var stop = Libc.Check(Libc.EventFd(0, Libc.CloseOnExec), "eventfd");
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(stop, ended)) { IsBackground = true, Name = "netlink" }.Start();
        try
        {
            await foreach (var seen in queue.Reader.ReadAllAsync(cancel))
            {
                if (seen.Kind == KernelEventKind.Services) hasServices = false;
                if (seen.Kind == KernelEventKind.Policies) hasPolicies = false;
                yield return seen;
            }
        }
        finally
        {
            _ = Libc.WriteEventFd(stop, 1);
            await ended.Task;
            _ = Libc.Close(stop);
        }
    }

    private void Run(int stop, TaskCompletionSource ended)
    {
        try
        {
            if (netnsPath is not null) Enter(netnsPath);
            using var route = new NetlinkSocket(Libc.NetlinkRoute, RouteGroups);
            using var netfilter = new NetlinkSocket(Libc.NetlinkNetfilter, NftGroup);
            queue.Writer.TryWrite(new(KernelEventKind.Started));
            Listen(route, netfilter, stop);
            queue.Writer.Complete();
        }
        catch (KernelException error)
        {
            queue.Writer.Complete(error);
        }
        finally
        {
            ended.SetResult();
        }
    }

    private void Listen(NetlinkSocket route, NetlinkSocket netfilter, int stop)
    {
        var buffer = new byte[LongestDatagram];
        Span<PollEntry> entries =
        [
            new() { Descriptor = route.Descriptor, Events = Libc.PollIn },
            new() { Descriptor = netfilter.Descriptor, Events = Libc.PollIn },
            new() { Descriptor = stop, Events = Libc.PollIn },
        ];
        while (true)
        {
            if (lost) lost = !queue.Writer.TryWrite(new(KernelEventKind.Overflow));
            if (Libc.Poll(entries, (nuint)entries.Length, lost ? UntilThereIsRoom : -1) < 0)
            {
                if (Marshal.GetLastPInvokeError() == Libc.Interrupted) continue;
                throw new KernelException($"poll failed: {Marshal.GetLastPInvokeErrorMessage()}");
            }
            if (entries[2].Returned != 0) return;
            if (entries[0].Returned != 0) Drain(route, buffer, filter.OfRoute);
            if (entries[1].Returned != 0) Drain(netfilter, buffer, NetlinkFilter.OfNetfilter);
        }
    }

    private void Drain(NetlinkSocket socket, byte[] buffer, NetlinkRule rule)
    {
        while (socket.Receive(buffer) is var length and not 0)
        {
            if (length < 0)
            {
                filter.Forget();
                lost = true;
                others.Call();
                continue;
            }
            ReadOnlySpan<byte> datagram = buffer.AsSpan(0, length);
            while (NetlinkMessage.TryTake(ref datagram, out var message))
                if (rule(message) is { } seen) Put(seen);
        }
    }

    // Others' routes stay out of the queue: there are many of them, and nothing is repaired for them.
    private void Put(KernelEvent seen)
    {
        if (seen.Kind == KernelEventKind.OtherRoute) others.Call();
        else if (seen.Kind == KernelEventKind.Services) lost |= !hasServices && !(hasServices = queue.Writer.TryWrite(seen));
        else if (seen.Kind == KernelEventKind.Policies) lost |= !hasPolicies && !(hasPolicies = queue.Writer.TryWrite(seen));
        else lost |= !queue.Writer.TryWrite(seen);
    }

    private static void Enter(string path)
    {
        var descriptor = Libc.Check(Libc.Open(path, Libc.CloseOnExec), $"open({path})");
        try
        {
            Libc.Check(Libc.SetNamespace(descriptor, Libc.NetworkNamespace), $"setns({path})");
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }

    private static string? NameOf(int index)
    {
        Span<byte> name = stackalloc byte[16];
        return Libc.LinkName((uint)index, name) == 0 ? null : Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
    }
}
