using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Traces;

/// <summary>Writes a protocol by its lower-case name: <c>icmp</c>, <c>tcp</c>, <c>udp</c>.</summary>
public sealed class TraceProtocolConverter() : JsonStringEnumConverter<TraceProtocol>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
