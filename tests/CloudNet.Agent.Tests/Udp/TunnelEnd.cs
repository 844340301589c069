using System.Diagnostics;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Udp.Control;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>One host of a tunnel, and the process that carries for it.</summary>
internal sealed class TunnelEnd(NetworkNamespace host, int number, bool six) : IAsyncDisposable
{
    public const string Link = "cn-ud5";
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "cloudnet-agent");
    private readonly TemporaryFolder folder = new();
    private Process? process;

    public NetworkNamespace Host => host;

    public string Local => six ? $"fd00:99::{number}" : $"192.168.0.{number}";

    public string Endpoint => six ? $"[{Local}]:8285" : $"{Local}:8285";

    public string Control => Path.Combine(folder.State.Path, "udp.sock");

    public TunnelClient Client => new(Control);

    public int Mtu => 1500 - (six ? 48 : 28);

    public Process Process => process!;

    /// <summary>Its addresses and its TUN.</summary>
    public Task MakeAsync() => host.RunAsync($"""
        ip link set dev lo up
        ip address add 192.168.0.{number}/24 dev eth0
        ip address add fd00:99::{number}/64 dev eth0 nodad
        ip link set dev eth0 up
        ip tuntap add dev {Link} mode tun vnet_hdr
        ip address add 10.5.{number}.1/16 dev {Link}
        ip address add fd00:5:{number}::1/32 dev {Link} nodad
        ip link set dev {Link} mtu {Mtu} up
        """);

    /// <summary>Starts the process, and waits until it carries.</summary>
    public async Task StartAsync()
    {
        process = Begin();
        process.StandardInput.Close();
        Assert.Contains($"{Link} is carried by {Local}, port 8285", await process.StandardError.ReadLineAsync().Soon());
    }

    /// <summary>Starts another; what it says, and its status.</summary>
    public async Task<(int Status, string Errors)> TryAsync(string link = Link, string? control = null)
    {
        using var other = Begin(link, control ?? Control + "2");
        var errors = await other.StandardError.ReadToEndAsync().Soon();
        await other.WaitForExitAsync().Soon();
        return (other.ExitCode, errors);
    }

    /// <summary>Changes peers, all of which must be possible.</summary>
    public async Task PeersAsync(params string[] lines) => Assert.Empty((await Client.ChangeAsync(lines, default).Soon()).Refused);

    /// <summary>How many packets were not carried for a reason.</summary>
    public async Task<long> DropsAsync(string reason) => (await Client.ShowAsync(default).Soon()).Drops[reason];

    /// <summary>Sends a signal.</summary>
    public Task SignalAsync(string signal) => host.RunAsync($"kill -{signal} {Process.Id}");

    /// <summary>Waits for the end of the process: its status and the rest of what it said.</summary>
    public async Task<(int Status, string Errors)> EndAsync()
    {
        var errors = await Process.StandardError.ReadToEndAsync().Soon();
        await Process.WaitForExitAsync().Soon();
        return (Process.ExitCode, errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        process?.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
    }

    private Process Begin(string link = Link, string? control = null) => Process.Start(new ProcessStartInfo(
        "nsenter", [$"--net={host.Path}", Program, "udp", "run", "--link", link, "--local", Local, "--port", "8285", "--control", control ?? Control])
    {
        RedirectStandardError = true, RedirectStandardInput = true,
    })!;
}
