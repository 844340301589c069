using System.Net;

namespace CloudNet.Agent.Plan;

/// <summary>An address of a workload here that one on another host has.</summary>
/// <param name="Address">The address.</param>
/// <param name="Host">Name of the host.</param>
/// <param name="Since">When the workload was attached there.</param>
internal sealed record CarriedAddress(IPAddress Address, string Host, DateTimeOffset Since);
