using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Services;

/// <summary>Writes an algorithm by its lower-case name: <c>random</c>, <c>source</c>.</summary>
public sealed class ServiceAlgorithmConverter() : JsonStringEnumConverter<ServiceAlgorithm>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
