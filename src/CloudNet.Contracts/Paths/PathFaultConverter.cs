using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Paths;

/// <summary>Writes a fault as <c>host</c> or <c>tunnel</c>.</summary>
public sealed class PathFaultConverter() : JsonStringEnumConverter<PathFault>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
