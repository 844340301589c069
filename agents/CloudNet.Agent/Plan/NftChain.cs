using System.Text;

namespace CloudNet.Agent.Plan;

/// <summary>A chain of CloudNet's table, as nft prints it.</summary>
/// <param name="Text">With its braces, a tab before each line.</param>
internal sealed record NftChain(string Text)
{
    /// <summary>A base chain of these rules in their order; null where there are none.</summary>
    public static NftChain? Of(string name, string hook, IEnumerable<string> rules) => Make($"\tchain {name} {{\n\t\t{hook}; policy accept;\n", rules);

    /// <summary>A chain that others jump to; null where it has no rules.</summary>
    public static NftChain? Of(string name, IEnumerable<string> rules) => Make($"\tchain {name} {{\n", rules);

    private static NftChain? Make(string head, IEnumerable<string> rules)
    {
        var text = new StringBuilder(head);
        var empty = text.Length;
        foreach (var rule in rules) text.Append($"\t\t{rule}\n");
        return text.Length == empty ? null : new(text.Append("\t}\n").ToString());
    }
}
