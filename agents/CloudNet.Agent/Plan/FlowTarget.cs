using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Plan;

/// <summary>Where the host leads what is sent to ports of its own.</summary>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="At">The address of the host that it is sent to; null: any of them.</param>
/// <param name="Ports">The ports.</param>
/// <param name="To">Where it is led; of several ports the first.</param>
internal sealed record FlowTarget(TransportProtocol Protocol, IPAddress? At, PortRange Ports, IPEndPoint To)
{
    /// <summary>Where a port is led; null where it is none of these.</summary>
    public IPEndPoint? Of(IPEndPoint sentTo) =>
        sentTo.AddressFamily == To.AddressFamily && (At is null || At.Equals(sentTo.Address)) && Ports.First <= sentTo.Port && sentTo.Port <= Ports.Last
            ? new(To.Address, To.Port + sentTo.Port - Ports.First)
            : null;
}
