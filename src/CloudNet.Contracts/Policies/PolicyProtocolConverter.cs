using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Policies;

/// <summary>Writes a protocol by its lower-case name: <c>tcp</c>, <c>udp</c>, <c>sctp</c>, <c>icmp</c>.</summary>
public sealed class PolicyProtocolConverter() : JsonStringEnumConverter<PolicyProtocol>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
