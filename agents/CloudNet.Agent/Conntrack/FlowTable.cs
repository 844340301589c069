using System.Net.Sockets;
using System.Runtime.InteropServices;
using CloudNet.Agent.Kernel;

namespace CloudNet.Agent.Conntrack;

/// <summary>
/// The kernel's table of flows, as far as it has to be put right: UDP goes where its first packet was led for as long as it goes on, whatever the rules say
/// since then. What <c>conntrack -D -p udp</c> does.
/// </summary>
/// <param name="netnsPath">Path of the network namespace that is 'the host', or null for the process's own.</param>
internal sealed class FlowTable(string? netnsPath) : IFlowTable
{
    private const ushort NotThere = 2; // ENOENT

    /// <inheritdoc/>
    public IReadOnlyList<Flow> Find(Predicate<Flow> which)
    {
        using var socket = NetlinkSocket.Netfilter(netnsPath);
        List<Flow> found = [];
        foreach (var family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6])
        {
            socket.Send(FlowMessage.List(family));
            Done(socket.Answers((in NetlinkMessage message) =>
            {
                if (FlowMessage.TryRead(message, out var flow) && flow.Protocol == Flow.Udp && which(flow)) found.Add(flow);
            }), "listed");
        }
        return found;
    }

    /// <inheritdoc/>
    public void Forget(IEnumerable<Flow> flows)
    {
        using var socket = NetlinkSocket.Netfilter(netnsPath);
        foreach (var flow in flows)
        {
            socket.Send(FlowMessage.Forget(flow));
            // One that has just ended is as good as forgotten.
            if (socket.Answers((in NetlinkMessage _) => { }) is not NotThere and var error) Done(error, "forgotten");
        }
    }

    private static void Done(int error, string what)
    {
        if (error != 0) throw new KernelException($"flows of UDP could not be {what}: {Marshal.GetPInvokeErrorMessage(error)}");
    }
}
