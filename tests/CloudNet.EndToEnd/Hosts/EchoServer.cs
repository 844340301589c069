using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Hosts;

/// <summary>Answers every TCP connection with the address that it came from, as it arrives: shows whether NAT was done on the way.</summary>
public static class EchoServer
{
    public const int Port = 80;

    public static ChildProcess Start(NetworkNamespace where, string log) =>
        where.Start(log, ["socat", "TCP-LISTEN:80,fork,reuseaddr", "SYSTEM:echo $SOCAT_PEERADDR"]);
}
