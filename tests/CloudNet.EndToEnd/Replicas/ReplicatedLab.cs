using System.Net;
using System.Net.Sockets;
using CloudNet.EndToEnd.Links;

namespace CloudNet.EndToEnd.Replicas;

/// <summary>
/// Two replicas on one PostgreSQL with RabbitMQ between them, as in production: r1's agent is linked to the first, r2's to
/// the second, and r3's goes through a load balancer to whichever lives, the first if both do.
/// </summary>
public sealed class ReplicatedLab : IAsyncLifetime
{
    private TcpRelay balancer = null!;

    public Lab Lab { get; private set; } = null!;

    public LabPostgres Postgres { get; private set; } = null!;

    public LabRabbitMq Bus { get; private set; } = null!;

    public LabController First { get; private set; } = null!;

    public LabController Second { get; private set; } = null!;

    public IReadOnlyList<LabHost> Hosts => Lab.Hosts;

    /// <summary>A container on each host, in the network «shared».</summary>
    public IReadOnlyList<Container> Containers { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Lab = await Lab.CreateAsync();
        var bus = LabRabbitMq.StartNewAsync(Lab);
        Postgres = await LabPostgres.StartNewAsync(Lab);
        Bus = await bus;
        First = await Lab.ControllerAsync(new("first", 8080, Postgres.Connection, Bus.Url));
        Second = await Lab.ControllerAsync(new("second", 8081, Postgres.Connection, Bus.Url));
        balancer = TcpRelay.Start(Lab.ControllerSide.Make(Listener), Connect);
        await First.Api.CreateNetworkAsync("shared", "10.100.0.0/16", "vxlan");
        await JoinAsync("r1", First.Url);
        await JoinAsync("r2", Second.Url);
        await JoinAsync("r3", new Uri($"http://{balancer.EndPoint}/"));
        foreach (var host in Hosts) await host.InSyncAsync(First.Api, 1);
        Containers = [await Hosts[0].AttachAsync("shared"), await Hosts[1].AttachAsync("shared"), await Hosts[2].AttachAsync("shared")];
    }

    public async ValueTask DisposeAsync()
    {
        await balancer.DisposeAsync();
        await Lab.DisposeAsync();
    }

    private async Task JoinAsync(string name, Uri controller)
    {
        var host = await Lab.MachineAsync(name);
        await host.InstallAsync(controller, (await First.Api.CreateKeyAsync(name, 1, "shared")).Secret);
        host.StartAgent();
        await host.InSyncAsync(First.Api, 1);
    }

    private Socket Connect()
    {
        foreach (var replica in new[] { First, Second })
        {
            var socket = replica.Socket();
            try
            {
                socket.Connect(replica.EndPoint);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }
        throw new SocketException((int)SocketError.ConnectionRefused);
    }

    private static Socket Listener()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(Lab.ControllerAddress, 0));
        return socket;
    }
}
