using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Wire;

namespace CloudNet.Contracts.Enrolment;

/// <summary>Names an enrolment key.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(TypedIdConverter<EnrolmentKeyId>))]
public readonly record struct EnrolmentKeyId(Guid Value) : ITypedId<EnrolmentKeyId>
{
    /// <summary>A new identifier, ordered by the time it was made (UUID version 7).</summary>
    public static EnrolmentKeyId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <inheritdoc/>
    public static EnrolmentKeyId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static EnrolmentKeyId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EnrolmentKeyId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public int CompareTo(EnrolmentKeyId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID as text.</summary>
    public override string ToString() => Value.ToString();
}
