using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CloudNet.Agent.Control;

/// <summary>One JSON object on one line, over a stream, bounded.</summary>
internal static class ControlLine
{
    /// <summary>Largest request.</summary>
    public const int LargestRequest = 64 * 1024;

    /// <summary>Largest answer: the list of all workloads a host can have.</summary>
    public const int LargestAnswer = 8 * 1024 * 1024;

    /// <summary>Writes an object and the end of its line.</summary>
    /// <exception cref="JsonException">The line would be longer than the other side takes; nothing was written.</exception>
    public static async Task WriteAsync<T>(NetworkStream stream, T value, JsonTypeInfo<T> type, int largest, CancellationToken stop)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        if (json.Length >= largest) throw new JsonException($"The line is longer than {largest} bytes.");
        await stream.WriteAsync((byte[])[.. json, (byte)'\n'], stop);
    }

    /// <summary>Reads a line and the object on it; null where the other side closed before it said anything.</summary>
    /// <exception cref="JsonException">The line is too long, unfinished, or not such an object.</exception>
    public static async Task<T?> ReadAsync<T>(NetworkStream stream, JsonTypeInfo<T> type, int largest, CancellationToken stop)
        where T : class
    {
        var line = new byte[Math.Min(4096, largest)];
        var had = 0;
        while (true)
        {
            var count = await stream.ReadAsync(line.AsMemory(had), stop);
            if (count == 0) return had == 0 ? null : throw new JsonException("The line has no end.");
            var end = line.AsSpan(had, count).IndexOf((byte)'\n');
            if (end >= 0) return JsonSerializer.Deserialize(line.AsSpan(0, had + end), type) ?? throw new JsonException("The line holds null.");
            had += count;
            if (had >= largest) throw new JsonException($"The line is longer than {largest} bytes.");
            if (had == line.Length) Array.Resize(ref line, Math.Min(line.Length * 2, largest));
        }
    }
}
