using System.Net;
using CloudNet.Contracts.Services;

namespace CloudNet.Agent.Plan.Services;

/// <summary>A backend of a service, of one family.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Weight">How much of the connections it gets; 0: none that begin.</param>
/// <param name="IsHere">Whether it is a workload of this host.</param>
/// <param name="State">What is known of it.</param>
internal readonly record struct Backend(IPAddress Address, int Weight, bool IsHere, BackendState State = BackendState.Ready)
{
    /// <summary>Whether a connection that runs goes on: not to one that is dead, as far as is known.</summary>
    public bool GoesOn => State is BackendState.Ready or BackendState.Draining;
}
