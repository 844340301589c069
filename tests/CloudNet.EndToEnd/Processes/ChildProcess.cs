using System.Diagnostics;
using System.Globalization;

namespace CloudNet.EndToEnd.Processes;

/// <summary>
/// A program in the background, with what it says in a file. Its shell replaces itself by it, so that the process id, and the
/// signals sent to it, are the program's own.
/// </summary>
public sealed class ChildProcess
{
    private const string Script = """log=$1; shift; exec "$@" >>"$log" 2>&1 </dev/null""";
    private readonly Process process;

    private ChildProcess(Process process, string log)
    {
        this.process = process;
        Log = log;
    }

    public string Log { get; }

    public int Id => process.Id;

    public bool IsAlive => !process.HasExited;

    public static ChildProcess Start(string log, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, "sh", log, .. command]);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start."), log);
    }

    /// <summary>What it has said so far; the last lines of it.</summary>
    public string Said(int lines = 40) => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(lines)) : "";

    /// <summary>kill -9: no chance to say goodbye.</summary>
    public async Task KillAsync()
    {
        if (IsAlive) process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, and waits for that.</summary>
    public async Task<int> StopAsync(string signal = "TERM", TimeSpan? patience = null)
    {
        if (IsAlive) await Command.TryAsync("kill", $"-{signal}", Id.ToString(CultureInfo.InvariantCulture));
        using var limit = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(20));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            throw new TimeoutException($"It did not end on {signal}; the last it said:\n{Said()}");
        }
        return process.ExitCode;
    }
}
