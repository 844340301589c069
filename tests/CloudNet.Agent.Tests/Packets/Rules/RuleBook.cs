namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>All tables of a host, read from what nft is told or what it prints. Any number of texts, one after the other.</summary>
internal sealed class RuleBook
{
    // What a set says of itself, and is no matter to what is in it.
    private static readonly string[] Passed = ["type", "typeof", "flags", "size", "timeout", "gc-interval", "auto-merge", "comment", "counter"];

    private readonly List<RuleTable> tables = [];

    /// <summary>The tables, in the order in which they came.</summary>
    public IReadOnlyList<RuleTable> Tables => tables;

    /// <summary>Reads texts.</summary>
    public static RuleBook Of(params IEnumerable<string?> texts)
    {
        var book = new RuleBook();
        foreach (var text in texts)
            foreach (var line in NftLines.Of(text ?? "")) book.Read(line);
        return book;
    }

    /// <summary>The base chains of a hook, as packets meet them: by priority, and of one priority as their tables came.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="ofBridges">Whether those of tables of bridges are meant, or all others.</param>
    public IEnumerable<RuleChain> At(string hook, bool ofBridges = false) =>
        tables.Where(table => table.IsOfBridges == ofBridges).SelectMany(table => table.Chains.Values).Where(chain => chain.Hook == hook)
            .OrderBy(chain => chain.Priority);

    /// <summary>The table of a family and name.</summary>
    public RuleTable Table(string name) =>
        tables.Find(table => table.Name == name) ?? throw new InvalidOperationException($"There is no table {name}.");

    private void Read(string line)
    {
        var words = new WordReader(line);
        var (verb, kind, name) = (words.Next(), words.Next(), $"{words.Next()} {words.Next()}");
        if (kind == "table")
        {
            if (verb == "add" && !tables.Exists(table => table.Name == name)) tables.Add(new(name));
            else if (verb == "delete") tables.RemoveAll(table => table.Name == name);
            else if (verb != "add") throw new UnknownRuleException(line, verb);
            return;
        }
        var (of, called) = (Table(name), words.Next());
        switch (verb, kind)
        {
            case ("add", "chain"):
                if (!of.Chains.TryGetValue(called, out var chain)) of.Chains.Add(called, chain = new(of, called));
                if (words.Take("{")) chain.ReadHead(words);
                break;
            case ("flush", "chain"): of.Chain(called).Rules.Clear(); break;
            case ("add", "rule"): of.Chain(called).Rules.Add(RuleReader.Read(of, words)); break;
            case ("add", "set" or "map"): AddSet(of, called, words); break;
            case ("add", "counter"): break;
            case ("add", "element"): words.Expect("{"); of.Set(called).Add(SetElement.ReadAll(words)); break;
            case ("delete", "element"): words.Expect("{"); of.Set(called).Remove(words); break;
            default: throw new UnknownRuleException(line, $"{verb} {kind}");
        }
    }

    // Types and sizes are the kernel's to check; what is looked up says by itself what it is.
    private static void AddSet(RuleTable table, string called, WordReader words)
    {
        if (!table.Sets.TryGetValue(called, out var set)) table.Sets.Add(called, set = new($"{table.Name} {called}"));
        for (words.Expect("{"); !words.Take("}"); words.Take(";"))
        {
            if (words.Take("elements", "=", "{")) set.Add(SetElement.ReadAll(words));
            else if (Passed.Contains(words.Peek)) words.Until(";", "}");
            else throw words.Unknown();
        }
    }
}
