using System.Collections.Immutable;

namespace CloudNet.Agent.Plan.Tables;

/// <summary>What is other in a table after newer views.</summary>
/// <param name="Gone">Elements that were there and are not to be.</param>
/// <param name="Come">Elements that are to be and were not there.</param>
/// <param name="IsFrame">Whether the maps and chains themselves are others.</param>
internal sealed record TableChange(ImmutableArray<NftElement> Gone, ImmutableArray<NftElement> Come, bool IsFrame)
{
    /// <summary>Whether anything is.</summary>
    public bool Any => IsFrame || Gone.Length + Come.Length > 0;
}
