using System.Net.Sockets;
using System.Runtime.InteropServices;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Kernel;

namespace CloudNet.Agent.Conntrack;

/// <summary>
/// The kernel's table of flows, as far as it has to be put right: UDP goes where its first packet was led for as long as it goes on, whatever the rules say
/// since then. What <c>conntrack -D -p udp</c> does.
/// </summary>
/// <param name="netnsPath">Path of the network namespace that is 'the host', or null for the process's own.</param>
internal sealed class FlowTable(string? netnsPath)
{
    private const int Room = 64 * 1024;
    private const ushort NotThere = 2; // ENOENT

    /// <summary>Those flows of UDP that are asked for.</summary>
    /// <exception cref="KernelException">The kernel does not tell them.</exception>
    public IReadOnlyList<Flow> Find(Predicate<Flow> which)
    {
        using var socket = Open();
        List<Flow> found = [];
        foreach (var family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6])
        {
            socket.Send(FlowMessage.List(family));
            Done(Read(socket, flow => { if (flow.Protocol == Flow.Udp && which(flow)) found.Add(flow); }), "listed");
        }
        return found;
    }

    /// <summary>Has the kernel forget flows.</summary>
    /// <exception cref="KernelException">It does not.</exception>
    public void Forget(IEnumerable<Flow> flows)
    {
        using var socket = Open();
        foreach (var flow in flows)
        {
            socket.Send(FlowMessage.Forget(flow));
            // One that has just ended is as good as forgotten.
            if (Read(socket, _ => { }) is not NotThere and var error) Done(error, "forgotten");
        }
    }

    private static void Done(int error, string what)
    {
        if (error != 0) throw new KernelException($"flows of UDP could not be {what}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    private NetlinkSocket Open()
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

    // Until the last answer; the error that it tells of, 0 for none.
    private static int Read(NetlinkSocket socket, Action<Flow> take)
    {
        var buffer = new byte[Room];
        while (true)
        {
            ReadOnlySpan<byte> datagram = buffer.AsSpan(0, socket.Wait(buffer));
            while (NetlinkMessage.TryTake(ref datagram, out var message))
            {
                if (message.Type == FlowMessage.Done) return 0;
                if (message.Type == FlowMessage.Outcome) return -message.Int32At(0);
                if (FlowMessage.TryRead(message, out var flow)) take(flow);
            }
        }
    }
}
