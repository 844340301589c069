using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Wire;

namespace CloudNet.Contracts.Workloads;

/// <summary>Names a workload: one attachment of a container, pod, process or bare network namespace.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(TypedIdConverter<WorkloadId>))]
public readonly record struct WorkloadId(Guid Value) : ITypedId<WorkloadId>
{
    /// <summary>A new identifier, ordered by the time it was made (UUID version 7).</summary>
    public static WorkloadId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <inheritdoc/>
    public static WorkloadId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static WorkloadId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkloadId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public int CompareTo(WorkloadId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID as text.</summary>
    public override string ToString() => Value.ToString();
}
