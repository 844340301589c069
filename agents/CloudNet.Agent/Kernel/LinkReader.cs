using System.Collections.Immutable;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Reads single links by their names, in one run of <c>ip</c>. Of each the kernel is asked by itself, so the cost is theirs alone: 250 others
/// make a list of all links cost 30 ms more, and this nothing.
/// </summary>
internal sealed class LinkReader(ToolRunner tools)
{
    private const int LinesFailed = 1;
    private static readonly string[] Ip = ["ip", "-force", "-json", "-details", "-N", "-batch", "-"];

    /// <summary>Reads those that are there.</summary>
    public async Task<ImmutableArray<KernelLink>> ReadAsync(IReadOnlyCollection<string> names, CancellationToken cancel)
    {
        if (names.Count == 0) return [];
        var run = await tools.RunAsync(Ip, string.Concat(names.Select(name => $"link show dev {name}\n")), null, cancel);
        var missing = names.Count(name => run.Errors.Contains($"\"{name}\" does not exist", StringComparison.Ordinal));
        // Any other failure leaves fewer texts than there are links.
        if (run.ExitCode != (missing == 0 ? 0 : LinesFailed))
            throw new KernelException($"'{string.Join(' ', Ip)}' ended with status {run.ExitCode}: {run.Errors.Trim()}");
        using var shown = new JsonTexts(run.Output, names.Count - missing);
        try
        {
            return [.. Enumerable.Range(0, names.Count - missing).SelectMany(at => KernelJson.Links(shown[at]))];
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new KernelException($"iproute2 printed what this agent does not understand: {error.Message}");
        }
    }
}
