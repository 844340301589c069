using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CloudNet.Agent.Kernel;

/// <summary>Runs the system's tools, in the host's network namespace or another. A run costs about two milliseconds.</summary>
/// <param name="hostNetns">Path of the network namespace that is the host, or null for the process's own.</param>
/// <param name="hostMount">Path of the mount namespace that is the host, or null for the process's own.</param>
internal sealed class ToolRunner(string? hostNetns, string? hostMount = null)
{
    // Far more than any batch takes; without a limit one tool that hangs would stop every repair of the host.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private const int Tries = 3;

    /// <summary>Runs a tool to its end.</summary>
    /// <param name="tool">The program and its arguments.</param>
    /// <param name="input">What it reads from standard input, or null for nothing.</param>
    /// <param name="netns">Path of the network namespace to run in, or null for the host's.</param>
    /// <param name="cancel">Ends the tool.</param>
    /// <exception cref="KernelException">The program could not be started, or did not end in time.</exception>
    public async Task<ToolOutput> RunAsync(IReadOnlyList<string> tool, string? input, string? netns, CancellationToken cancel)
    {
        using var process = Start(tool, netns ?? hostNetns);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await WriteAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            throw new KernelException($"'{string.Join(' ', tool)}' did not end within {Longest.TotalSeconds} s and was killed");
        }
    }

    /// <summary>
    /// Runs a tool that asks a process for its state; again after a moment where that does not answer, since what is taken for dead is made anew.
    /// </summary>
    public async Task<ToolOutput> AskAsync(IReadOnlyList<string> tool, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var run = await RunAsync(tool, null, null, cancel);
            if (run.ExitCode == 0 || tries == Tries) return run;
            await Task.Delay(Moment, cancel);
        }
    }

    /// <summary>Starts a tool that goes on telling.</summary>
    /// <param name="tool">The program and its arguments.</param>
    /// <param name="take">Called with each line, one after the other.</param>
    /// <exception cref="KernelException">The program could not be started.</exception>
    public ToolLines Follow(IReadOnlyList<string> tool, Action<string> take) => new(Start(tool, hostNetns), take);

    /// <summary>Whether the host has a file; it takes no process where this one's view of the files is the host's.</summary>
    public async Task<bool> HasFileAsync(string path, CancellationToken cancel) =>
        hostMount is null ? File.Exists(path) : (await RunAsync(["test", "-e", path], null, null, cancel)).ExitCode == 0;

    private Process Start(IReadOnlyList<string> tool, string? netns)
    {
        string[] enter = [.. netns is null ? [] : new[] { $"--net={netns}" }, .. hostMount is null ? [] : new[] { $"--mount={hostMount}" }];
        IReadOnlyList<string> line = enter.Length == 0 ? tool : ["nsenter", .. enter, .. tool];
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // The tools' words are told apart by their text, so they have to be the same everywhere.
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new KernelException(
                $"{line[0]} could not be run ({error.Message}); iproute2, nftables, procps and util-linux have to be installed");
        }
    }

    private static async Task WriteAsync(Process process, string? input, CancellationToken cancel)
    {
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all; its exit status and its words say why.
        }
    }
}
