using System.Text;

namespace CloudNet.Agent.Plan;

/// <summary>A base chain of CloudNet's table, as nft prints it.</summary>
/// <param name="Text">With its braces, a tab before each line.</param>
internal sealed record NftChain(string Text)
{
    /// <summary>A chain of these rules in their order; null where there are none.</summary>
    public static NftChain? Of(string name, string hook, IEnumerable<string> rules)
    {
        var text = new StringBuilder().Append($"\tchain {name} {{\n\t\t{hook}; policy accept;\n");
        var empty = text.Length;
        foreach (var rule in rules) text.Append($"\t\t{rule}\n");
        return text.Length == empty ? null : new(text.Append("\t}\n").ToString());
    }
}
