using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Wire;

namespace CloudNet.Contracts.Policies;

/// <summary>Names a policy.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(TypedIdConverter<PolicyId>))]
public readonly record struct PolicyId(Guid Value) : ITypedId<PolicyId>
{
    /// <inheritdoc/>
    public static PolicyId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static PolicyId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PolicyId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public int CompareTo(PolicyId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID as text.</summary>
    public override string ToString() => Value.ToString();
}
