using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Policies;

/// <summary>Writes a default by its lower-case name: <c>allow</c>, <c>deny</c>, <c>count</c>.</summary>
public sealed class PolicyDefaultConverter() : JsonStringEnumConverter<PolicyDefault>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
