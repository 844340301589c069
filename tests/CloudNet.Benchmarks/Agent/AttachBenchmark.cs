using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CloudNet.Benchmarks.Figures;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Hosts;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.Benchmarks.Agent;

/// <summary>
/// Containers attached on one host, by its agent alone: address, veth, routes and rules, from the request to the answer, which comes when
/// the kernel was found to have it all. One after the other up to 250, so that what the first and the last cost shows how it grows; and
/// the same veths made by a shell script that a person would write, in the same run.
/// </summary>
internal sealed class AttachBenchmark(FigureWriter figures, TextWriter progress)
{
    private const int Containers = 250;
    private const int Few = 25;

    public async Task RunAsync()
    {
        await using var lab = await Lab.CreateAsync();
        var controller = await lab.ControllerAsync();
        await controller.Api.CreateNetworkAsync("blue", "10.96.0.0/12", "vxlan", subnetLength: 22);
        var host = await lab.MachineAsync("v1");
        await host.JoinAsync(controller, "blue");
        await host.InSyncAsync(controller.Api);

        progress.WriteLine($"{Containers} namespaces …");
        var inside = new List<NetworkNamespace>();
        for (var at = 0; at < Containers; at++) inside.Add(await lab.NamespaceAsync($"a{at}"));
        progress.WriteLine($"{Containers} containers attached …");
        var times = new List<double>();
        foreach (var container in inside) times.Add(await AttachAsync(host, container));
        progress.WriteLine($"{Few} veths by hand …");
        var byHand = new List<double>();
        for (var at = 0; at < Few; at++) byHand.Add(await ByHandAsync(host.Namespace, await lab.NamespaceAsync($"h{at}"), at));

        var hand = Percentiles.At(byHand, 0.5);
        figures.Write(new("attach_per_s", Containers / times.Sum() * 1000, "/s", 1000 / hand));
        figures.Write(new("attach_first_ms", Percentiles.At(times[..Few], 0.5), "ms", hand));
        figures.Write(new("attach_last_ms", Percentiles.At(times[^Few..], 0.5), "ms", hand));
        figures.Write(new("attach_growth", Percentiles.At(times[^Few..], 0.5) / Percentiles.At(times[..Few], 0.5), "x"));
        await controller.StopAsync();
    }

    // As 'cloudnet attach' asks, without the start of a program.
    private static async Task<double> AttachAsync(LabHost host, NetworkNamespace container)
    {
        var began = Stopwatch.GetTimestamp();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(host.StateFolder, "agent.sock")));
        await using var stream = new NetworkStream(socket);
        var request = $$"""{"do":"attach","target":"{{container.Name}}","network":"blue","name":"{{container.Name}}"}""";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request + "\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadLineAsync();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return answer?.Contains("\"addresses\"", StringComparison.Ordinal) == true ? took : throw new InvalidOperationException($"attach: {answer}");
    }

    private static async Task<double> ByHandAsync(NetworkNamespace host, NetworkNamespace container, int at)
    {
        var (link, address) = ($"hand{at}", $"10.200.{(at / 200).ToString(CultureInfo.InvariantCulture)}.{2 + (at % 200)}");
        var began = Stopwatch.GetTimestamp();
        await host.TypeAsync($"""
            set -e
            ip link add {link} mtu 1450 type veth peer name eth0 mtu 1450 netns {container.Name}
            ip -n {container.Name} address add {address}/16 dev eth0
            ip -n {container.Name} link set dev lo up
            ip -n {container.Name} link set dev eth0 up
            ip -n {container.Name} route add 10.96.0.0/12 via 10.200.0.1 dev eth0
            ip -n {container.Name} route append default via 10.200.0.1 dev eth0 metric 7700
            ip link set dev {link} master $(ip -brief link show type bridge | sed 's/ .*//' | head -1) up
            ip address show dev {link} > /dev/null
            """);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
