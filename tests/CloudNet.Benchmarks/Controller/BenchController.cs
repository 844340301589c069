using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Benchmarks.Controller;

/// <summary>The published controller as a process of its own, with a state folder that goes with it.</summary>
internal sealed class BenchController : IAsyncDisposable
{
    private const string Password = "Bench-Password-1";
    private readonly Process process;
    private readonly string state;

    private BenchController(Process process, string state, Uri address)
    {
        this.process = process;
        this.state = state;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Memory that it holds, shared pages included; kB.</summary>
    public long ResidentKb => long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))[6..^3].Trim(), CultureInfo.InvariantCulture);

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <param name="state">State folder; an existing one is used again.</param>
    public static async Task<BenchController> StartAsync(string state)
    {
        var port = FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("dotnet", [Output.Path("controller/CloudNet.Controller.dll"), "--urls", address.ToString()])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["State__Folder"] = state;
        start.Environment["Admin__Password"] = Password;
        start.Environment["DOTNET_gcServer"] = "0";
        var process = Process.Start(start) ?? throw new InvalidOperationException("the controller did not start");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var controller = new BenchController(process, state, address);
        await controller.ReadyAsync();
        return controller;
    }

    /// <summary>An administrator's client.</summary>
    public Task<ApiClient> SignInAsync() => ApiClient.SignInAsync(Address, "admin", Password);

    /// <summary>Stops it as an operator would, and keeps its state.</summary>
    public async Task StopAsync()
    {
        if (process.HasExited) return;
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
        Directory.Delete(state, recursive: true);
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"the controller stopped with status {process.ExitCode}");
            try
            {
                if ((await client.GetAsync("/readyz")).StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(10);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
