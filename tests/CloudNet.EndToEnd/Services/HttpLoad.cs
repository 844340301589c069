using System.Globalization;
using System.Text.RegularExpressions;
using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Services;

/// <summary>wrk, which calls by HTTP at a steady rate until it is stopped, each call by a connection of its own.</summary>
public sealed partial class HttpLoad
{
    private const string Script = "function delay() return 40 end\n"; // ms between two calls of one connection
    private readonly ChildProcess process;

    private HttpLoad(ChildProcess process) => this.process = process;

    /// <summary>Four connections, some eighty calls a second in all.</summary>
    public static async Task<HttpLoad> StartAsync(Lab lab, NetworkNamespace from, string url)
    {
        var script = lab.LogOf("steady") + ".lua";
        await File.WriteAllTextAsync(script, Script);
        return new(from.Start(
            lab.LogOf("wrk"),
            [
                "wrk", "--threads", "1", "--connections", "4", "--duration", "10m", "--timeout", "5s", "--header", "Connection: close", "--script", script, url,
            ]));
    }

    /// <summary>Ends it: how many calls were answered, and what it says of those that failed.</summary>
    public async Task<(int Calls, IReadOnlyList<string> Failures)> StopAsync()
    {
        await process.StopAsync("INT");
        var said = process.Said();
        return (int.Parse(Answered().Match(said).Groups[1].Value, CultureInfo.InvariantCulture),
            [.. said.Split('\n').Where(line => line.Contains("errors", StringComparison.Ordinal) || line.Contains("Non-2xx", StringComparison.Ordinal))]);
    }

    [GeneratedRegex("([0-9]+) requests in")]
    private static partial Regex Answered();
}
