namespace CloudNet.Agent.Plan.Tables;

/// <summary>What a counter of a table has counted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Packets">Packets.</param>
/// <param name="Bytes">Bytes.</param>
internal readonly record struct NftCounter(string Name, long Packets, long Bytes);
