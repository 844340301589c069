using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.Benchmarks.Peers;

/// <summary>The agent as it is shipped, on a host that is enrolled with the stand-in of a controller.</summary>
internal sealed class MeasuredAgent(Lab lab, NetworkNamespace host)
{
    private readonly string state = Path.Combine(lab.Folder, "v1");

    /// <summary>The process.</summary>
    public ChildProcess Process { get; private set; } = null!;

    /// <summary>Writes what an enrolment leaves.</summary>
    public async Task EnrolAsync(Uri controller)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Directory.CreateDirectory(state);
        await File.WriteAllTextAsync(Path.Combine(state, "host.key"), key.ExportPkcs8PrivateKeyPem() + "\n");
        await File.WriteAllTextAsync(Path.Combine(state, "agent.json"), JsonSerializer.Serialize(new
        {
            controller = controller.ToString(), hostId = ManyPeers.Self.ToString(), name = "v1", tenant = "bench",
            underlay = ManyPeers.Underlay.ToString(), underlayGiven = true,
        }));
    }

    /// <summary>Starts it.</summary>
    public void Start() => Process = host.Start(lab.LogOf("agent"), [Outputs.Agent, "run", "--state-dir", state]);

    /// <summary>Waits until a member of the network is in the view on its disk.</summary>
    public Task SavedAsync(string member) => ShowsAsync($"member {member} ");

    /// <summary>Waits until the views on its disk, as they are shown, have these words.</summary>
    public Task ShowsAsync(string words) => Eventually.HoldsAsync($"'{words}' is on its disk", async () =>
        (await host.RunAsync(Outputs.Agent, "show", "views", "--state-dir", state)).Contains(words, StringComparison.Ordinal));

    /// <summary>Attaches a container to the network, as <c>cloudnet attach</c> asks.</summary>
    /// <returns>Its address.</returns>
    public async Task<IPAddress> AttachAsync(NetworkNamespace container, string name, params (string Key, string Value)[] labels)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(state, "agent.sock")));
        await using var stream = new NetworkStream(socket);
        await JsonSerializer.SerializeAsync(stream, new Dictionary<string, object>
        {
            ["do"] = "attach", ["target"] = container.Name, ["network"] = "blue", ["name"] = name,
            ["labels"] = labels.ToDictionary(label => label.Key, label => label.Value),
        });
        await stream.WriteAsync("\n"u8.ToArray());
        using var reader = new StreamReader(stream);
        var answer = JsonDocument.Parse(await reader.ReadLineAsync() ?? "{}").RootElement;
        return IPAddress.Parse(answer.GetProperty("workload").GetProperty("addresses")[0].GetString()!);
    }

    /// <summary>Ends it by kill -9.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Takes away all that it made, and all that it knows but who it is.</summary>
    public async Task ForgetAsync()
    {
        await host.RunAsync(Outputs.Agent, "clean", "--state-dir", state);
        Directory.Delete(Path.Combine(state, "views"), recursive: true);
    }
}
