using System.Globalization;
using System.Net;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>Servers in a namespace that tell who calls and at which port, and calls of them. They end with the test that they are for.</summary>
internal static class PortServer
{
    /// <summary>Starts one for each port, of TCP and of IPv6 too.</summary>
    public static async Task ServeAsync(this NetworkNamespace inside, params int[] ports)
    {
        foreach (var port in ports) await StartAsync(inside, port, $"TCP4-LISTEN:{port},fork,reuseaddr", $"TCP6-LISTEN:{port},ipv6only=1,fork,reuseaddr");
    }

    /// <summary>Starts one for a port of UDP.</summary>
    public static Task ServeUdpAsync(this NetworkNamespace inside, int port) => StartAsync(inside, port, $"UDP4-RECVFROM:{port},fork");

    /// <summary>Calls by TCP: who was seen, and at which port; null where nobody answers.</summary>
    public static Task<(IPAddress Seen, int Port)?> CallAsync(this NetworkNamespace from, string address, int port) =>
        AskAsync(from, $"{(address.Contains(':') ? $"TCP6:[{address}]" : $"TCP4:{address}")}:{port},connect-timeout=5");

    /// <summary>The same by UDP.</summary>
    public static Task<(IPAddress Seen, int Port)?> CallUdpAsync(this NetworkNamespace from, string address, int port) =>
        AskAsync(from, $"UDP4:{address}:{port}");

    /// <summary>Ends what was started inside.</summary>
    public static Task StopAsync(this NetworkNamespace inside) =>
        inside.RunAsync($"ip netns pids {inside.Name} | grep -vx -e $$ | xargs -r kill 2> /dev/null || true");

    // Whoever ends with something unread resets the connection, and what was answered is lost with it (RFC 1122, 4.2.2.13): the question is read.
    // The line ends when all of them listen: what follows finds them.
    private static Task StartAsync(NetworkNamespace inside, int port, params string[] listening) => inside.RunAsync(string.Concat(listening.Select(
        listen => $"timeout 60 socat {listen} SYSTEM:'read asked; echo $SOCAT_PEERADDR {port}' > /dev/null 2>&1 &\n"))
        + $"for try in $(seq 50); do [ $(ss -Hlntu sport = :{port} | wc -l) -ge {listening.Length} ] && exit 0; sleep 0.1; done; exit 1\n");

    private static async Task<(IPAddress, int)?> AskAsync(NetworkNamespace from, string target)
    {
        var answer = (await from.RunAsync($"echo who | timeout 12 socat -t5 -T5 - {target} 2> /dev/null || true")).Trim().Split(' ');
        return answer is [var address, var port] ? (IPAddress.Parse(address.Trim('[', ']')), int.Parse(port, CultureInfo.InvariantCulture)) : null;
    }
}
