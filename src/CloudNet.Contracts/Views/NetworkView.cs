using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>A network and its members.</summary>
/// <param name="Id">The network.</param>
/// <param name="Settings">What holds for all of it.</param>
/// <param name="Members">The hosts in it, by their id.</param>
public sealed record NetworkView(NetworkId Id, NetworkSettings Settings, ImmutableSortedDictionary<HostId, NetworkMember> Members) : View
{
    /// <inheritdoc/>
    [JsonIgnore] // Said again here: it is not taken over from the base.
    public override StreamName Stream => StreamName.Of(Id);

    /// <inheritdoc/>
    public override View After(ViewOperation operation) => operation switch
    {
        NetworkSettingsSet set => this with { Settings = set.Settings },
        NetworkMemberSet set => this with { Members = Members.SetItem(set.Member.Host, set.Member) },
        NetworkMemberRemoved removed => this with { Members = Members.Remove(removed.Host) },
        _ => throw new ArgumentException($"A network's view has no operation {operation.GetType().Name}.", nameof(operation)),
    };

    /// <summary>Equal in every member, not only in the reference to them.</summary>
    public bool Equals(NetworkView? other) =>
        other is not null && Id == other.Id && Settings == other.Settings && Members.SequenceEqual(other.Members);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Settings, Members.Count);
}
