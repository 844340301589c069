using System.Diagnostics;

namespace CloudNet.Controller.Postgres;

/// <summary>Runs a tool to its end.</summary>
internal static class ToolRun
{
    /// <summary>Runs a tool and returns what it said.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has its words.</exception>
    public static async Task<string> RunAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        using var tool = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start");
        tool.StandardInput.Close();
        var output = tool.StandardOutput.ReadToEndAsync(cancel);
        var errors = tool.StandardError.ReadToEndAsync(cancel);
        await tool.WaitForExitAsync(cancel);
        if (tool.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList.Prepend(start.FileName))} failed with status {tool.ExitCode}: {await errors}");
        return await output;
    }
}
