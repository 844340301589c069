using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;

namespace CloudNet.Contracts.Views;

/// <summary>The policies of a network. A stream by itself, as its services are: what hosts build to reach each other does not depend on them.</summary>
/// <param name="Network">The network.</param>
/// <param name="Policies">The policies, by their ids.</param>
/// <param name="Defaults">What becomes of what none of them matches.</param>
public sealed record PoliciesView(
    NetworkId Network, ImmutableSortedDictionary<PolicyId, NetworkPolicy> Policies,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] PolicyDefaults Defaults = default) : View
{
    /// <inheritdoc/>
    [JsonIgnore] // Said again here: it is not taken over from the base.
    public override StreamName Stream => StreamName.OfPolicies(Network);

    /// <summary>Whether they make a difference to anything: there are some, or a default refuses or counts.</summary>
    [JsonIgnore]
    public bool Any => !Policies.IsEmpty || !Defaults.AreOpen;

    /// <inheritdoc/>
    public override View After(ViewOperation operation) => operation switch
    {
        PolicySet set => this with { Policies = Policies.SetItem(set.Id, set.Policy) },
        PolicyRemoved removed => this with { Policies = Policies.Remove(removed.Id) },
        PolicyDefaultsSet set => this with { Defaults = set.Defaults },
        _ => throw new ArgumentException($"A view of policies has no operation {operation.GetType().Name}.", nameof(operation)),
    };

    /// <summary>Equal in every policy, not only in the references to them.</summary>
    public bool Equals(PoliciesView? other) =>
        other is not null && Network == other.Network && Defaults == other.Defaults && Policies.SequenceEqual(other.Policies);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Network, Policies.Count, Defaults);
}
