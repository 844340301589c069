using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>Flows of UDP that go on follow a host's ports to where they lead now, by real packets.</summary>
[Trait("needs", "root")]
public sealed class StaleFlowTests
{
    private static readonly NetworkView Blue = Sample.Dual.Without(3);

    [Fact]
    public async Task A_client_that_sends_UDP_from_one_port_for_ever_comes_to_what_is_there_now()
    {
        await using var wire = await Wire.CreateAsync(1);
        var (web, first) = await wire.AttachAsync(1, Blue, "10.100.1.2,fd00:100:0:1::2");
        var (other, second) = await wire.AttachAsync(2, Blue, "10.100.1.3,fd00:100:0:1::3");
        await web.ServeUdpAsync(5353);
        await other.ServeUdpAsync(5354);
        using var client = wire.Middle.Make(() => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 1000 });
        client.Bind(new IPEndPoint(IPAddress.Parse("192.168.124.1"), 0));
        var (toWeb, toOther) = (Of(first.Name, 53, 5353), Of(second.Name, 53, 5354));

        // Connection tracking is on, and the port is led nowhere yet; then to one, to another, and nowhere again.
        foreach (var (mappings, answers) in new (PortMapping[], int?)[] { ([], null), ([toWeb], 5353), ([toOther], 5354), ([], null) })
        {
            wire[1].Mappings = [Of(first.Name, 8080, 80), .. mappings];
            await wire[1].BuildAsync(Blue, first, second);
            Assert.Equal(answers, AskFrom(client, 53));
        }
        foreach (var inside in new[] { web, other }) await inside.StopAsync();
    }

    private static int? AskFrom(Socket client, int port)
    {
        client.SendTo("who\n"u8, new IPEndPoint(Sample.Underlay(1), port));
        var answer = new byte[64];
        try
        {
            var length = client.Receive(answer);
            return int.Parse(Encoding.ASCII.GetString(answer, 0, length).Trim().Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock or SocketError.ConnectionRefused)
        {
            return null;
        }
    }

    private static PortMapping Of(string workload, int port, int target) => new(Blue.Id, workload, TransportProtocol.Udp, new(port, port), target);
}
