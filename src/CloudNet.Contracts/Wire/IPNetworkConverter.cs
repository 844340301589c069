using System.Net;
using System.Text.Json;

namespace CloudNet.Contracts.Wire;

/// <summary>A range as text: <c>10.100.0.0/16</c>. Host bits that are set are an error, where <see cref="IPNetwork"/> alone drops them.</summary>
public sealed class IPNetworkConverter : ParsedTextConverter<IPNetwork>
{
    /// <inheritdoc/>
    public override IPNetwork Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var range = base.Read(ref reader, typeToConvert, options);
        var text = reader.GetString()!;
        return IPAddress.Parse(text.AsSpan(0, text.IndexOf('/'))).Equals(range.BaseAddress)
            ? range : throw new JsonException($"'{text}' has host bits set; {range} has none.");
    }
}
