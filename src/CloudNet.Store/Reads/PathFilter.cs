using CloudNet.Contracts.Hosts;

namespace CloudNet.Store.Reads;

/// <summary>Which paths are asked for; what is null is not asked.</summary>
/// <param name="Host">From this host.</param>
/// <param name="Peer">To this one.</param>
/// <param name="Wrong">Those that are lost, or carry less than their links promise; false: the others.</param>
public sealed record PathFilter(HostId? Host = null, HostId? Peer = null, bool? Wrong = null);
