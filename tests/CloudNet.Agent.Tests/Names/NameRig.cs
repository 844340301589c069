using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Names;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Names;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Views;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Names;

/// <summary>A host of its own that answers for the network blue at its gateway's addresses, and some addresses to ask from.</summary>
internal sealed class NameRig : IAsyncDisposable
{
    private readonly NetworkNamespace host;
    private readonly ImmutableArray<NameListener> listeners;
    private readonly List<NameClient> clients = [];

    private NameRig(NetworkNamespace host, ImmutableArray<NameListener> listeners) => (this.host, this.listeners) = (host, listeners);

    /// <summary>Makes one.</summary>
    public static async Task<NameRig> CreateAsync(ServicesView? services, WorkloadsView? workloads)
    {
        var host = await NetworkNamespace.CreateHostAsync();
        var network = new NetworkOnHost(Served.Blue, Served.Blue.Members[Sample.Host(1)], Sample.Facts());
        var book = new NameBook();
        book.Take([network], _ => services, _ => workloads);
        var resolver = new NameResolver(book, new(() => AttachmentBook.Empty), new(new("/none", TimeProvider.System), TimeProvider.System));
        ImmutableHashSet<IPAddress> own = [.. network.Subnets.Select(subnet => subnet.Gateway)];
        // They are bound before the addresses are there.
        var sockets = new NameSocket((family, kind, protocol) => host.Make(() => new Socket(family, kind, protocol)));
        ImmutableArray<NameListener> listeners = [.. own.Select(address => NameListener.Open(address, network, own, resolver, sockets))];
        await host.RunAsync("""
            for address in 10.100.1.1/24 10.100.1.2/24 10.100.2.7/32; do ip addr add $address dev lo; done
            for address in fd00:100:0:1::1/64 fd00:100:0:1::2/64; do ip addr add $address dev lo nodad; done
            """);
        return new(host, listeners);
    }

    /// <summary>Somebody with an address.</summary>
    public NameClient From(string address, string server = "10.100.1.1")
    {
        var client = new NameClient(host, address, server);
        clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        foreach (var listener in listeners) listener.Dispose();
        await host.DisposeAsync();
    }
}
