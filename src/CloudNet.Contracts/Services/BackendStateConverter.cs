using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Services;

/// <summary>Writes the state of a backend by its lower-case name.</summary>
public sealed class BackendStateConverter() : JsonStringEnumConverter<BackendState>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
