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
    public Task SavedAsync(string member) => Eventually.HoldsAsync($"{member} is on its disk", async () =>
        (await host.RunAsync(Outputs.Agent, "show", "views", "--state-dir", state)).Contains($"member {member} ", StringComparison.Ordinal));

    /// <summary>Ends it by kill -9.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Takes away all that it made, and all that it knows but who it is.</summary>
    public async Task ForgetAsync()
    {
        await host.RunAsync(Outputs.Agent, "clean", "--state-dir", state);
        Directory.Delete(Path.Combine(state, "views"), recursive: true);
    }
}
