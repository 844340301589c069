using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Policies;

/// <summary>What becomes of what no policy of a network matches.</summary>
[JsonConverter(typeof(PolicyDefaultConverter))]
public enum PolicyDefault
{
    /// <summary>It is let through.</summary>
    Allow,

    /// <summary>It is refused.</summary>
    Deny,

    /// <summary>It is let through, and counted: what would be refused if it were <see cref="Deny"/>.</summary>
    Count,
}
