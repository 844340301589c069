using System.Text;
using System.Text.Json;

namespace CloudNet.Agent.Kernel;

/// <summary>JSON texts one after the other, as a batch of iproute2 prints them.</summary>
internal sealed class JsonTexts : IDisposable
{
    private readonly List<JsonDocument> texts = [];

    /// <summary>Reads as many as there are.</summary>
    /// <exception cref="KernelException">There are not as many as there should be.</exception>
    public JsonTexts(string output, int expected)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(output), new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            while (reader.Read()) texts.Add(JsonDocument.ParseValue(ref reader));
        }
        catch (JsonException error)
        {
            throw new KernelException($"iproute2 printed what is no JSON: {error.Message}");
        }
        if (texts.Count != expected) throw new KernelException($"iproute2 printed {texts.Count} JSON texts where {expected} were asked for");
    }

    /// <summary>The text with this number, from 0.</summary>
    public JsonElement this[int index] => texts[index].RootElement;

    /// <inheritdoc/>
    public void Dispose() => texts.ForEach(text => text.Dispose());
}
