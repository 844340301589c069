using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Policies;

/// <summary>How much a policy has matched on one host.</summary>
/// <param name="HostId">The host.</param>
/// <param name="HostName">Its name.</param>
/// <param name="Packets">How many packets that began a connection, or would have.</param>
/// <param name="Bytes">How many bytes of those.</param>
/// <param name="Since">From when on they are counted.</param>
/// <param name="ToldAt">When the host last told of it; it tells what is otherwise than before.</param>
public sealed record PolicyCountRecord(HostId HostId, string HostName, long Packets, long Bytes, DateTimeOffset Since, DateTimeOffset ToldAt);
