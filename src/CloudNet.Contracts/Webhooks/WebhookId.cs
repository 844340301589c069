using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Wire;

namespace CloudNet.Contracts.Webhooks;

/// <summary>Names a webhook.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(TypedIdConverter<WebhookId>))]
public readonly record struct WebhookId(Guid Value) : ITypedId<WebhookId>
{
    /// <summary>A new identifier, ordered by the time it was made (UUID version 7).</summary>
    public static WebhookId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <inheritdoc/>
    public static WebhookId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static WebhookId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WebhookId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public int CompareTo(WebhookId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID as text.</summary>
    public override string ToString() => Value.ToString();
}
