using System.Net;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Hosts;

/// <summary>A network namespace that was attached to a network on a host, with a server that tells who calls.</summary>
public sealed record Container(LabHost Host, NetworkNamespace Namespace, string Name, string Network, IPAddress Address, IPAddress? Ipv6 = null)
{
    public Task<bool> PingsAsync(Container other) => PingsAsync(other.Address);

    public Task<bool> PingsAsync(IPAddress address) => Reach.PingsAsync(Namespace, address);

    /// <summary>Connects by TCP, and tells which address the server saw.</summary>
    public Task<IPAddress> SeenByAsync(Container other) => Reach.SeenByAsync(Namespace, other.Address);

    public Task<IPAddress> SeenByInternetAsync() => Reach.SeenByAsync(Namespace, Lab.Internet);

    public ContinuousPing Ping(Container other) => ContinuousPing.Start(Namespace, other.Address);
}
