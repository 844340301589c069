using System.Text.RegularExpressions;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>Rules that are alike but for their addresses and links.</summary>
internal static partial class RuleKind
{
    /// <summary>What a line of a table has in common with others of its kind; elements are of one kind where they are of one map.</summary>
    public static string Of(string line)
    {
        if (line.StartsWith("add element", StringComparison.Ordinal)) return line[..line.IndexOf('{', StringComparison.Ordinal)].Trim();
        var text = Link().Replace(Six().Replace(Four().Replace(line.Trim(), "4"), "6"), "cn-$1");
        return Repeated().Replace(Many().Replace(text, "$1"), "$1");
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+\.\d+(/\d+)?")]
    private static partial Regex Four();

    [GeneratedRegex("[0-9a-f]{4}:[0-9a-f:]+(/[0-9]+)?")]
    private static partial Regex Six();

    [GeneratedRegex("cn-(br|vx)[0-9]+")]
    private static partial Regex Link();

    [GeneratedRegex(@"\{ ([46])(, [46])+ \}")]
    private static partial Regex Many();

    [GeneratedRegex("(ip6? daddr != [46] )(?:ip6? daddr != [46] )+")]
    private static partial Regex Repeated();
}
