using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Hosts;

/// <summary>Answers every TCP connection with the address that it came from, as it arrives: shows whether NAT was done on the way.</summary>
public static class EchoServer
{
    public const int Port = 80;

    /// <summary>Starts it for IPv4, and waits until it listens.</summary>
    public static Task StartAsync(NetworkNamespace where, string log) => StartAsync(where, log, "-4", $"TCP4-LISTEN:{Port},fork,reuseaddr");

    /// <summary>Starts it for IPv6, and waits until it listens.</summary>
    public static Task StartIpv6Async(NetworkNamespace where, string log) => StartAsync(where, log, "-6", $"TCP6-LISTEN:{Port},fork,reuseaddr,ipv6only=1");

    private static Task StartAsync(NetworkNamespace where, string log, string family, string listen)
    {
        // The answer goes to the connection itself: what a process in between has not passed on when its child ends may be lost.
        where.Start(log, ["socat", listen, "SYSTEM:echo $SOCAT_PEERADDR,nofork"]);
        return Eventually.HoldsAsync("the server of the container listens", async () =>
            (await where.RunAsync("ss", "-Hltn", family, $"sport = :{Port}")).Trim().Length > 0);
    }
}
