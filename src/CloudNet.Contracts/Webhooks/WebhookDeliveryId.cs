using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Wire;

namespace CloudNet.Contracts.Webhooks;

/// <summary>Names a delivery of a webhook, one try of it.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(TypedIdConverter<WebhookDeliveryId>))]
public readonly record struct WebhookDeliveryId(Guid Value) : ITypedId<WebhookDeliveryId>
{
    /// <summary>A new identifier, ordered by the time it was made (UUID version 7).</summary>
    public static WebhookDeliveryId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <inheritdoc/>
    public static WebhookDeliveryId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static WebhookDeliveryId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WebhookDeliveryId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public int CompareTo(WebhookDeliveryId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID as text.</summary>
    public override string ToString() => Value.ToString();
}
