using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Services;

/// <summary>Writes a kind of check by its lower-case name: <c>tcp</c>, <c>http</c>, <c>https</c>, <c>command</c>.</summary>
public sealed class HealthCheckKindConverter() : JsonStringEnumConverter<HealthCheckKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
