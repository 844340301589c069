using System.Globalization;

namespace CloudNet.Agent.State;

/// <summary>
/// What the agent says while it runs: plain lines on standard error, which systemd or a container runtime collects. A line is
/// time, level, area and text; nothing secret is ever handed in.
/// </summary>
/// <param name="output">Where the lines go.</param>
/// <param name="clock">Tells the time of each line.</param>
internal sealed class AgentLog(TextWriter output, TimeProvider clock)
{
    private readonly Lock writing = new();

    /// <summary>Something of interest happened.</summary>
    public void Info(string area, string text) => Write("info", area, text);

    /// <summary>Something went wrong that the agent goes on from.</summary>
    public void Warn(string area, string text) => Write("warn", area, text);

    /// <summary>Something went wrong that a person must look at.</summary>
    public void Error(string area, string text) => Write("error", area, text);

    private void Write(string level, string area, string text)
    {
        var time = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        // One line each, whatever came in from outside, so that nothing can forge a second line.
        var line = $"{time} {level,-5} {area}: {text.ReplaceLineEndings(" | ")}";
        lock (writing) output.WriteLine(line);
    }
}
