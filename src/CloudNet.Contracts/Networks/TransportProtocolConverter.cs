using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Networks;

/// <summary>Writes a protocol by its lower-case name: <c>tcp</c>, <c>udp</c>, <c>sctp</c>.</summary>
public sealed class TransportProtocolConverter() : JsonStringEnumConverter<TransportProtocol>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
