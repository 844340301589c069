using System.Text;
using System.Text.Json;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Fuzz;

/// <summary>Writes JSON by a schema of the API's document: as it says, or nearly, or not at all.</summary>
internal sealed class JsonFuzzer(ApiDescription api, Random random)
{
    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "99999999999999999999", "\"\"", "[]", "{}", "[null]", "{\"\":0}", "\"\\uD800\"", "NaN", "'a'",
        "[[[[[[[[]]]]]]]]",
    ];

    private static readonly string[] AddressWords = ["range", "subnet", "address"];

    /// <summary>JSON for a body.</summary>
    /// <param name="schema">What the document says.</param>
    /// <param name="broken">How many values in a hundred are of no sound kind.</param>
    public string Body(JsonElement schema, int broken)
    {
        if (random.Next(100) < broken / 4) return Whole();
        var text = new StringBuilder();
        Write(text, schema, "", broken);
        return text.ToString();
    }

    /// <summary>A body that is taken, or one that differs from it in a field.</summary>
    public string Nearly(object sound, int broken)
    {
        var body = JsonSerializer.SerializeToNode(sound, sound.GetType(), ApiClient.Json)!.AsObject();
        if (broken == 0) return body.ToJsonString();
        var field = body.ElementAt(random.Next(body.Count)).Key;
        body[field] = random.Next(2) == 0 ? Text(field, broken) : random.Next(3) == 0 ? null : Number(field);
        return body.ToJsonString();
    }

    /// <summary>A value for a field or parameter, by its name.</summary>
    public string Text(string name, int broken, IReadOnlyList<string>? known = null)
    {
        if (random.Next(100) < broken) return Pick(Texts.Bad);
        if (known is { Count: > 0 } && random.Next(4) > 0) return known[random.Next(known.Count)];
        var isAddress = AddressWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
        return random.Next(20) == 0 ? Pick(Texts.Bad) : Pick(isAddress ? Texts.Addresses : Texts.Names);
    }

    private string Whole() => random.Next(6) switch
    {
        0 => "",
        1 => "{",
        2 => new string('[', 2000),
        3 => $"{{\"name\":\"{new string('x', 70_000)}\"}}",
        4 => "{\"name\":\"a\",\"name\":\"b\"}",
        _ => Pick(Odd),
    };

    private void Write(StringBuilder text, JsonElement schema, string name, int broken)
    {
        schema = api.Resolve(schema);
        if (random.Next(100) < broken) text.Append(Pick(Odd));
        else if (schema.TryGetProperty("enum", out var values)) text.Append(values[random.Next(values.GetArrayLength())].GetRawText());
        else Write(text, schema, schema.TryGetProperty("type", out var type) ? type.ToString() : "string", name, broken);
    }

    // A type may be several, such as text or null.
    private void Write(StringBuilder text, JsonElement schema, string type, string name, int broken)
    {
        if (type.Contains("string", StringComparison.Ordinal)) text.Append(Quoted(Text(name, broken)));
        else if (type.Contains("integer", StringComparison.Ordinal)) text.Append(Number(name));
        else if (type.Contains("boolean", StringComparison.Ordinal)) text.Append(random.Next(2) == 0 ? "true" : "false");
        else if (type.Contains("array", StringComparison.Ordinal)) Array(text, schema, name, broken);
        else Object(text, schema, broken);
    }

    // Bounds are of lengths, bytes, minutes and counts: one that fits is among these.
    private int Number(string name) => random.Next(8) switch
    {
        0 => random.Next() - (1 << 30),
        1 => random.Next(-1, 130),
        _ => name switch { "mtu" => 1400, "subnetLength" => 24 + (random.Next(2) * 40), "uses" => 3, _ => 1000 },
    };

    private void Array(StringBuilder text, JsonElement schema, string name, int broken)
    {
        var count = random.Next(100) < broken ? random.Next(200) : random.Next(3);
        text.Append('[');
        for (var at = 0; at < count; at++)
        {
            if (at > 0) text.Append(',');
            Write(text, schema.GetProperty("items"), name, broken);
        }
        text.Append(']');
    }

    // Fields that need not be there are mostly left out; a broken object misses one that must, or has one too many.
    private void Object(StringBuilder text, JsonElement schema, int broken)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(one => one.GetString()!).ToHashSet() : [];
        var fields = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToArray() : [];
        text.Append('{');
        var separator = "";
        foreach (var field in fields)
        {
            var isThere = required.Contains(field.Name) || field.Name is "name" or "range" || random.Next(fields.Length) < 2;
            if (!isThere || random.Next(100) < broken) continue;
            text.Append(separator).Append(Quoted(field.Name)).Append(':');
            Write(text, field.Value, field.Name, broken);
            separator = ",";
        }
        if (random.Next(200) < broken) text.Append(separator).Append("\"surplus\":1");
        text.Append('}');
    }

    // Not every text of C# is JSON: half of a pair goes out as the escape that stands for it.
    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var letter in value)
            text.Append(letter is '"' or '\\' || letter < ' ' || char.IsSurrogate(letter) ? $"\\u{(int)letter:x4}" : letter.ToString());
        return text.Append('"').ToString();
    }

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
