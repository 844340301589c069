using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Wire;

/// <summary>Writes a value as the text a person would type, and parses that text when reading.</summary>
/// <typeparam name="T">A type with a text form, such as an address.</typeparam>
public class ParsedTextConverter<T> : JsonConverter<T> where T : IParsable<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return T.TryParse(text, null, out var value) ? value : throw new JsonException($"'{text}' is not a {typeof(T).Name}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
