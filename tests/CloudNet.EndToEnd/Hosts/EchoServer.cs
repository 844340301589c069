using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Hosts;

/// <summary>Answers every TCP connection with the address that it came from, as it arrives: shows whether NAT was done on the way.</summary>
public static class EchoServer
{
    public const int Port = 80;

    public static ChildProcess Start(NetworkNamespace where, string log) =>
        where.Start(log, ["socat", "TCP4-LISTEN:80,fork,reuseaddr", "SYSTEM:echo $SOCAT_PEERADDR"]);

    public static ChildProcess StartIpv6(NetworkNamespace where, string log) =>
        where.Start(log, ["socat", "TCP6-LISTEN:80,fork,reuseaddr,ipv6only=1", "SYSTEM:echo $SOCAT_PEERADDR"]);
}
