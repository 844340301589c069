using System.Net;

namespace CloudNet.Agent.Attach;

/// <summary>
/// The text of a resolv.conf(5) by which a workload finds the names of its networks. What was there before stays in it, behind a mark, so that it can be put
/// back whoever wrote it and however often an agent began anew meanwhile. Pure.
/// </summary>
internal static class ResolvText
{
    private const string Head = "# Written by cloudnet, so that the names of this workload's networks are found. What was here before is behind \"#was \".";
    private const string Was = "#was ", WasNone = "#was-no-file";

    /// <summary>What was there before CloudNet wrote; null: no file.</summary>
    /// <param name="text">What is there; null: no file.</param>
    public static string? Before(string? text)
    {
        if (text is null || !text.StartsWith(Head, StringComparison.Ordinal)) return text;
        var lines = text.Split('\n');
        return lines.Contains(WasNone)
            ? null
            : string.Join('\n', lines.Where(line => line.StartsWith(Was, StringComparison.Ordinal)).Select(line => line[Was.Length..]));
    }

    /// <summary>What should be there.</summary>
    /// <param name="before">What was there before; null: no file.</param>
    /// <param name="usual">What holds where there is no file: the host's own.</param>
    /// <param name="servers">Whom to ask.</param>
    /// <param name="search">What need not be written behind a name.</param>
    public static string Of(string? before, string usual, IEnumerable<IPAddress> servers, IEnumerable<string> search)
    {
        var lines = (before ?? usual).Split('\n').Select(line => line.Trim()).ToArray();
        var searched = lines.Where(line => Key(line) is "search" or "domain").Select(line => Words(line).Skip(1)).LastOrDefault([]);
        return string.Join('\n',
        [
            Head,
            $"search {string.Join(' ', search.Concat(searched).Distinct())}",
            .. servers.Select(server => $"nameserver {server}"),
            .. lines.Where(line => Key(line) is "options" or "sortlist"),
            // Else web.blue would be looked for elsewhere before it is searched here, or nowhere else: by musl.
            .. lines.Any(line => Key(line) == "options" && line.Contains("ndots:", StringComparison.Ordinal)) ? (string[])[] : ["options ndots:2"],
            .. before is null ? [WasNone] : before.Split('\n').Select(line => Was + line),
            "",
        ]);
    }

    private static string Key(string line) => Words(line).FirstOrDefault("");

    private static string[] Words(string line) => line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
