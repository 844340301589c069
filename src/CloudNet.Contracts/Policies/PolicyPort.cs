using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Policies;

/// <summary>A port, a range of ports, or all of a protocol.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The port that is called, or the first of a range, 1 to 65,535; null: all of the protocol.</param>
/// <param name="To">The last port of the range; null: it is <paramref name="Port"/> alone.</param>
public sealed record PolicyPort(
    PolicyProtocol Protocol,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Port = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? To = null);
