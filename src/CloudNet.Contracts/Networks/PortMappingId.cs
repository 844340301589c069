using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Wire;

namespace CloudNet.Contracts.Networks;

/// <summary>Names a port mapping.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(TypedIdConverter<PortMappingId>))]
public readonly record struct PortMappingId(Guid Value) : ITypedId<PortMappingId>
{
    /// <inheritdoc/>
    public static PortMappingId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static PortMappingId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PortMappingId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public int CompareTo(PortMappingId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID as text.</summary>
    public override string ToString() => Value.ToString();
}
