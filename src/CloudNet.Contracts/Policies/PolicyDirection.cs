using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Policies;

/// <summary>Which connections a policy is about, seen from the workloads that it is about.</summary>
[JsonConverter(typeof(PolicyDirectionConverter))]
public enum PolicyDirection
{
    /// <summary>Those that others begin, to these workloads.</summary>
    Ingress,

    /// <summary>Those that these workloads begin.</summary>
    Egress,
}
