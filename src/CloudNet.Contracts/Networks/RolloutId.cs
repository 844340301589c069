using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Wire;

namespace CloudNet.Contracts.Networks;

/// <summary>Names a rollout.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(TypedIdConverter<RolloutId>))]
public readonly record struct RolloutId(Guid Value) : ITypedId<RolloutId>
{
    /// <inheritdoc/>
    public static RolloutId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static RolloutId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RolloutId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public int CompareTo(RolloutId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID as text.</summary>
    public override string ToString() => Value.ToString();
}
