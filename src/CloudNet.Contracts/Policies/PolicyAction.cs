using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Policies;

/// <summary>What a policy does with what it matches.</summary>
[JsonConverter(typeof(PolicyActionConverter))]
public enum PolicyAction
{
    /// <summary>It is let through.</summary>
    Allow,

    /// <summary>It is refused, and the sender is told at once.</summary>
    Deny,
}
