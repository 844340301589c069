namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>A set or map, with or without a name.</summary>
/// <param name="name">Its own and its table's name: <c>inet cloudnet ports</c>; empty: it has none.</param>
internal sealed class RuleSet(string name)
{
    private readonly List<SetElement> elements = [];

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Its elements.</summary>
    public IReadOnlyList<SetElement> Elements => elements;

    /// <summary>The element that holds what a packet has; null: none.</summary>
    /// <param name="key">What it has.</param>
    /// <param name="kept">What rules put into sets and maps, each by its name; of two of one key the later is there.</param>
    public SetElement? Find(IReadOnlyList<Datum> key, IEnumerable<(string Set, SetElement Element)> kept) =>
        elements.Find(element => element.Holds(key))
        ?? (name.Length == 0 ? null : kept.LastOrDefault(one => one.Set == name && one.Element.Holds(key)).Element);

    /// <summary>Has these elements too.</summary>
    public void Add(IEnumerable<SetElement> more) => elements.AddRange(more);

    /// <summary>Has none of these keys any more; one that is not there is an error, as it is to the kernel.</summary>
    public void Remove(WordReader words)
    {
        foreach (var gone in SetElement.ReadAll(words).ToArray())
            if (elements.RemoveAll(element => element.Key.SequenceEqual(gone.Key)) == 0) throw new InvalidOperationException($"There is no such element: {words.Line}");
    }

    /// <summary>A set or map as a rule has it: between braces, or by its name after <c>@</c>.</summary>
    public static Func<RuleTable, RuleSet> Read(WordReader words)
    {
        if (words.Take("{"))
        {
            var here = new RuleSet("");
            here.Add(SetElement.ReadAll(words));
            return _ => here;
        }
        if (!words.Peek.StartsWith('@')) throw words.Unknown();
        var (line, called) = (words.Line, words.Next()[1..]);
        return table => table.Sets.GetValueOrDefault(called) ?? throw new UnknownRuleException(line, $"@{called}");
    }
}
