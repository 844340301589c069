namespace CloudNet.Contracts.Views;

/// <summary>A view as an agent keeps it on disk. An older agent passes over what it does not know, and so saves less than it was sent.</summary>
/// <param name="Revision">Revision of <paramref name="View"/>; 1 or more.</param>
/// <param name="View">The whole state of the stream at that revision, as far as the agent that saved it understood it.</param>
/// <param name="Format">How much that was: the <see cref="Newest"/> of that agent; 0 where it did not say so yet.</param>
public sealed record SavedView(long Revision, View View, int Format = 0)
{
    /// <summary>
    /// Raised whenever a view has more to say than before. A view that was saved under a lower number lacks it at the same
    /// revision, and is asked for again. 1: pins (<see cref="HostView.Pins"/>) and a full tenant
    /// (<see cref="NetworkSettings.WorkloadsFull"/>). 2: ports, encryption, direct routing and keys (<see cref="DataPlane"/>).
    /// 3: port mappings (<see cref="HostView.PortMappings"/>), and the way across that a network is on its way to (<see cref="NextPlane"/>).
    /// 4: pre-shared keys (<see cref="PresharedKey"/>). 5: hidden networks (<see cref="HostView.Hidden"/>). 6: peerings
    /// (<see cref="NetworkPeering"/>). 7: where services have their addresses (<see cref="NetworkSettings.ServiceRanges"/>). 8: health checks
    /// (<see cref="NetworkService.HealthCheck"/>), and what became of them (<see cref="NetworkWorkload.Failing"/>).
    /// </summary>
    public const int Newest = 8;
}
