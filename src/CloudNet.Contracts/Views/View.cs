using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Views;

/// <summary>One stream's whole state at a revision: what a snapshot carries, and what an agent keeps.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NetworkView), "network")]
[JsonDerivedType(typeof(WorkloadsView), "workloads")]
[JsonDerivedType(typeof(ServicesView), "services")]
[JsonDerivedType(typeof(PoliciesView), "policies")]
[JsonDerivedType(typeof(HostView), "host")]
public abstract record View
{
    /// <summary>The stream that this is a view of.</summary>
    [JsonIgnore]
    public abstract StreamName Stream { get; }

    /// <summary>
    /// The view after an operation. Operations state absolute values, so doing one again, or doing old ones again in their
    /// order up to a newer one, ends in the same view.
    /// </summary>
    /// <exception cref="ArgumentException">The operation belongs to another kind of stream.</exception>
    public abstract View After(ViewOperation operation);
}
