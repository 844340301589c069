using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Networks;

/// <summary>Writes a driver by its lower-case name: <c>routed</c>, <c>vxlan</c>.</summary>
public sealed class NetworkDriverConverter() : JsonStringEnumConverter<NetworkDriver>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
