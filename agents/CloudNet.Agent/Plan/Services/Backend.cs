using System.Net;

namespace CloudNet.Agent.Plan.Services;

/// <summary>A backend of a service, of one family.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Weight">How much of the connections it gets; 0: none that begin.</param>
/// <param name="IsHere">Whether it is a workload of this host.</param>
internal readonly record struct Backend(IPAddress Address, int Weight, bool IsHere);
