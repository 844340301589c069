using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Control;

/// <summary>A workload as <c>cloudnet ps</c> shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Network">Name of its network; its id where the host has no view of it.</param>
/// <param name="Addresses">Its addresses, IPv4 first.</param>
/// <param name="Mac">Its MAC.</param>
/// <param name="Interface">Name of the link inside.</param>
/// <param name="Netns">Its network namespace.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="State"><c>attached</c>, or <c>waiting</c> for its namespace to be there again.</param>
/// <param name="AttachedAt">When it was attached.</param>
/// <param name="IsDraining">Whether services send nothing new to it.</param>
/// <param name="Failing">Why it fails which services' health checks, a sentence each.</param>
internal sealed record WorkloadState(
    WorkloadId Id, string Name, string Network, IReadOnlyList<IPAddress> Addresses, MacAddress Mac, string Interface, string Netns,
    ImmutableSortedDictionary<string, string> Labels, string State, DateTimeOffset AttachedAt,
    bool IsDraining, IReadOnlyList<string> Failing);
