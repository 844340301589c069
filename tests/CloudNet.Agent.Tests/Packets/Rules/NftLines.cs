using System.Text;

namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>
/// The lines of a script of nft. A table as nft prints it becomes the lines that would make it:
/// <c>add table</c>, then <c>add chain</c>, <c>add set</c> and <c>add map</c>, then <c>add rule</c>, since rules lead to what is printed after them.
/// </summary>
internal static class NftLines
{
    /// <summary>The lines of a text.</summary>
    public static IEnumerable<string> Of(string text)
    {
        string? table = null, chain = null;
        List<string> rules = [];
        foreach (var line in Whole(text))
        {
            var words = line.Split(' ');
            if (words is ["table", var family, var name, "{"])
            {
                table = $"{family} {name}";
                yield return $"add table {table}";
            }
            else if (line == "}" && chain is not null) chain = null;
            else if (line == "}")
            {
                foreach (var rule in rules) yield return rule;
                (table, rules) = (null, []);
            }
            else if (table is null) yield return line;
            else if (words is ["chain", var called, "{"]) yield return $"add chain {table} {chain = called}";
            else if (chain is null) yield return $"add {words[0]} {table} {string.Join(' ', words[1..])}";
            else if (words[0] == "type") yield return $"add chain {table} {chain} {{ {line} }}";
            else rules.Add($"add rule {table} {chain} {line}");
        }
    }

    // A set is printed over several lines, and so are its elements.
    private static IEnumerable<string> Whole(string text)
    {
        var open = new StringBuilder();
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            open.Append(open.Length == 0 ? "" : open[^1] is '{' or ',' or ';' || line[0] is '}' || open[^1] is '}' ? " " : " ; ").Append(line);
            var whole = open.ToString();
            if (whole.StartsWith("table ", StringComparison.Ordinal) || whole.StartsWith("chain ", StringComparison.Ordinal) || whole == "}"
                || whole.Count(letter => letter == '{') == whole.Count(letter => letter == '}'))
            {
                yield return whole;
                open.Clear();
            }
        }
        // A brace that is never closed is told where the line is read.
        if (open.Length > 0) yield return open.ToString();
    }
}
