using System.Net;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Agent.Control;

/// <summary>How the host is.</summary>
/// <param name="Host">Its name.</param>
/// <param name="HostId">Its id.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Controller">Where its controller is.</param>
/// <param name="Underlay">The address that peers send to.</param>
/// <param name="Version">Version of the agent.</param>
/// <param name="Link"><c>linked</c>, <c>connecting</c> or <c>down</c>.</param>
/// <param name="LinkSince">Since when.</param>
/// <param name="LinkReason">Why the link is down; null where it is not.</param>
/// <param name="NextTry">When the link is tried again; null where it is not down.</param>
/// <param name="Removed">Whether the controller said that the host was removed.</param>
/// <param name="Networks">The networks that it is in.</param>
/// <param name="Workloads">How many workloads it has.</param>
/// <param name="Problems">What could not be done.</param>
internal sealed record StatusAnswer(
    string Host, HostId HostId, string Tenant, string Controller, IPAddress Underlay, string Version, string Link, DateTimeOffset LinkSince,
    string? LinkReason, DateTimeOffset? NextTry, bool Removed, IReadOnlyList<NetworkState> Networks, int Workloads,
    IReadOnlyList<string> Problems) : ControlAnswer;
