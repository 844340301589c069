using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Traces;

/// <summary>What became of a packet on one host.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="Steps">What its packet filter did with it, in order; none: it did not come by. At most <see cref="Most"/>.</param>
/// <param name="Route">The route that its kernel would take now, or why it has none, as <c>ip route get</c> says it.</param>
/// <param name="Tunnel">What carries the packet to the other host; null: nothing, or it does not leave this one.</param>
/// <param name="Answer">What came of it where it was sent, in words; null on the other host.</param>
/// <param name="LatencyMicroseconds">How long the answer took; null: there was none.</param>
/// <param name="Problem">Why nothing could be traced here; null: it could.</param>
public sealed record HostTrace(
    string Host, IReadOnlyList<TraceStep> Steps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Route = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Tunnel = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Answer = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? LatencyMicroseconds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem = null)
{
    /// <summary>Most steps; what is beyond is left out.</summary>
    public const int Most = 64;
}
