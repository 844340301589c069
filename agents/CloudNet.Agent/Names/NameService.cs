using System.Net.Sockets;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan.Names;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;

namespace CloudNet.Agent.Names;

/// <summary>All that has names answered, put together.</summary>
internal sealed class NameService
{
    private readonly NameKeeper keeper;

    /// <param name="live">What is known.</param>
    /// <param name="networks">The networks as they are built.</param>
    /// <param name="condition">Tells what is attached; told what goes wrong.</param>
    /// <param name="attachments">The workloads.</param>
    /// <param name="sockets">Makes sockets.</param>
    /// <param name="log">Told of what goes wrong.</param>
    /// <param name="clock">Tells time.</param>
    public NameService(
        LiveViews live, LiveNetworks networks, LiveCondition condition, LiveAttachments attachments,
        Func<AddressFamily, SocketType, ProtocolType, Socket> sockets, AgentLog log, TimeProvider clock)
    {
        var book = new NameBook();
        var resolver = new NameResolver(book, new(() => attachments.Current), new(new(HostResolvers.Usual, clock), clock));
        (Files, Desk) = (new(attachments, UsualServers.OfHost, log), new(networks, book));
        keeper = new(live, networks, condition, book, resolver, new(sockets), Files, log, clock);
    }

    /// <summary>Has workloads ask.</summary>
    public ResolvFiles Files { get; }

    /// <summary>Answers people.</summary>
    public NameDesk Desk { get; }

    /// <summary>Answers until stopped. Called before any other worker starts.</summary>
    public Task RunAsync(CancellationToken stop) => keeper.RunAsync(stop);
}
