using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Views;

/// <summary>A pre-shared key as base64. What is none is not repeated in the error.</summary>
public sealed class PresharedKeyConverter : JsonConverter<PresharedKey>
{
    /// <inheritdoc/>
    public override PresharedKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && PresharedKey.TryParse(reader.GetString(), out var key)
            ? key
            : throw new JsonException("This is no pre-shared key: 32 bytes in base64.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PresharedKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.Reveal());
}
