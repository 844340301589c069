using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Policies;

/// <summary>Writes a direction by its lower-case name: <c>ingress</c>, <c>egress</c>.</summary>
public sealed class PolicyDirectionConverter() : JsonStringEnumConverter<PolicyDirection>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
