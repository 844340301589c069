using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Policies;

/// <summary>Writes an action by its lower-case name: <c>allow</c>, <c>deny</c>.</summary>
public sealed class PolicyActionConverter() : JsonStringEnumConverter<PolicyAction>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
