using System.Net.Sockets;
using System.Text;

namespace CloudNet.Agent.Udp.Control;

/// <summary>Lines over the control socket, the last of which says <c>end</c>: without it something is missing, and nothing is done.</summary>
internal static class Lines
{
    /// <summary>The last line.</summary>
    public const string End = "end";

    /// <summary>Most bytes: a batch for as many peers as there may be, or the answer that lists them.</summary>
    public const int Largest = 32 << 20;

    private const int Piece = 64 * 1024;

    /// <summary>Writes lines, and the last.</summary>
    public static async Task WriteAsync(Socket socket, IEnumerable<string> lines, CancellationToken stop)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(lines.Append(End).Select(line => $"{line}\n")));
        for (var at = 0; at < text.Length;) at += await socket.SendAsync(text.AsMemory(at), SocketFlags.None, stop);
    }

    /// <summary>Reads the lines before the last.</summary>
    /// <exception cref="InvalidDataException">They do not end, or are too many.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(Socket socket, CancellationToken stop)
    {
        var (text, had) = (new byte[Piece], 0);
        while (!EndsIn(text.AsSpan(0, had)))
        {
            if (had == Largest) throw new InvalidDataException($"There are more than {Largest} bytes.");
            if (had == text.Length) Array.Resize(ref text, Math.Min(Largest, text.Length * 2));
            var count = await socket.ReceiveAsync(text.AsMemory(had), SocketFlags.None, stop);
            if (count == 0) throw new InvalidDataException($"The last line is not '{End}'.");
            had += count;
        }
        return Encoding.UTF8.GetString(text, 0, had - End.Length - 1).Split('\n')[..^1];
    }

    private static bool EndsIn(ReadOnlySpan<byte> text) => text.EndsWith("\nend\n"u8) || text.SequenceEqual("end\n"u8);
}
