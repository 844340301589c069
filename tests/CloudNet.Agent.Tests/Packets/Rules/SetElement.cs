namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>An element of a set or map.</summary>
/// <param name="Key">What is looked up, a pattern a field.</param>
/// <param name="Verdict">What it leads to, in a map of verdicts; else null.</param>
/// <param name="Value">What it leads to, in another map; empty in a set.</param>
internal sealed record SetElement(Pattern[] Key, Verdict? Verdict, Pattern[] Value)
{
    private static readonly string[] Amounts = ["timeout", "expires", "packets", "bytes"];

    /// <summary>Whether it is the one that is looked up.</summary>
    public bool Holds(IReadOnlyList<Datum> key) => key.Count == Key.Length && Key.Index().All(part => part.Item.Holds(key[part.Index]));

    /// <summary>Reads those between braces, the first of which was read; ranges of a concatenation and what counts or names an element too.</summary>
    public static IEnumerable<SetElement> ReadAll(WordReader words)
    {
        while (!words.Take("}"))
        {
            var key = Concatenated(words);
            while (words.Peek is "counter" or "comment" || Amounts.Contains(words.Peek))
                if (!words.Take("counter")) (_, _) = (words.Next(), words.Next());
            if (!words.Take(":")) yield return new(key, null, []);
            else yield return Verdict.TryRead(words) is { } verdict ? new(key, verdict, []) : new(key, null, Concatenated(words));
            if (!words.Take(",") && words.Peek != "}") throw words.Unknown();
        }
    }

    /// <summary>Reads values with a dot between each two.</summary>
    public static Pattern[] Concatenated(WordReader words)
    {
        List<Pattern> all = [One(words)];
        while (words.Take(".")) all.Add(One(words));
        return [.. all];
    }

    private static Pattern One(WordReader words) => words.Peek is "{" or "}" or "," or ";" or ":" or "." ? throw words.Unknown() : Pattern.Parse(words.Next());
}
