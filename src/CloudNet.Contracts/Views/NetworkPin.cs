using System.Net;

namespace CloudNet.Contracts.Views;

/// <summary>An address of a network that is kept for one workload by name, as every host of the network knows it.</summary>
/// <param name="Workload">The workload's name.</param>
/// <param name="Address">The address.</param>
public sealed record NetworkPin(string Workload, IPAddress Address);
