using System.Net;
using System.Net.Sockets;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Hosts;

/// <summary>Whether packets get there, from anywhere in the lab.</summary>
public static class Reach
{
    public static async Task<bool> PingsAsync(NetworkNamespace from, IPAddress to) =>
        (await from.TryAsync("ping", "-n", "-q", "-c", "1", "-W", "1", to.ToString())).Status == 0;

    /// <summary>Whether a connection by TCP is taken.</summary>
    public static async Task<bool> ConnectsAsync(NetworkNamespace from, IPAddress to) =>
        (await from.TryAsync("socat", "-u", "/dev/null", $"TCP:{to}:{EchoServer.Port},connect-timeout=2")).Status == 0;

    /// <summary>Connects by TCP, and tells which address the server saw.</summary>
    public static async Task<IPAddress> SeenByAsync(NetworkNamespace from, IPAddress to)
    {
        var answer = await from.RunAsync("socat", "-t10", "-T10", "-", $"TCP:{(to.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{to}]" : to)}:{EchoServer.Port},connect-timeout=5");
        return IPAddress.TryParse(answer.Trim(), out var seen) ? seen : throw new InvalidOperationException($"{to} answered '{answer}'.");
    }
}
