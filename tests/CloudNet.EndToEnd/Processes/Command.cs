using System.Diagnostics;

namespace CloudNet.EndToEnd.Processes;

/// <summary>Runs commands to their end. None may take longer than the limit, so that nothing hangs a whole run.</summary>
public static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs a command that must succeed, and returns what it printed.</summary>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var list = arguments.ToList();
        var result = await TryAsync(program, list);
        if (result.Status == 0) return result.Output;
        throw new InvalidOperationException(
            $"`{program} {string.Join(' ', list)}` ended with status {result.Status}:\n{result.Output}{result.Errors}");
    }

    /// <summary>Runs a command that may fail.</summary>
    public static async Task<CommandResult> TryAsync(string program, params IEnumerable<string> arguments) =>
        await TryAsync(program, arguments, input: "");

    /// <summary>Runs a command that may fail and reads text from its standard input.</summary>
    public static async Task<CommandResult> TryAsync(string program, IEnumerable<string> arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"`{program} {string.Join(' ', start.ArgumentList)}` took more than {Limit.TotalSeconds} s.");
        }
        return new(process.ExitCode, await output, await errors);
    }
}
