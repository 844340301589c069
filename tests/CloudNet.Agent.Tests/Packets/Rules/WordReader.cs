using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>The words of a line of nft, one after the other. A text in quotes is one, and keeps its quotes; so are braces, commas and semicolons.</summary>
internal sealed partial class WordReader(string line)
{
    private readonly string[] words = [.. Word().Matches(line).Select(match => match.Value)];
    private int at;

    /// <summary>The whole line.</summary>
    public string Line => line;

    /// <summary>Whether all was read.</summary>
    public bool IsAtEnd => at == words.Length;

    /// <summary>The next word, which stays; empty at the end.</summary>
    public string Peek => IsAtEnd ? "" : words[at];

    /// <summary>What is left of the line.</summary>
    public string Rest => string.Join(' ', words[at..]);

    /// <summary>What is wrong at the next word.</summary>
    public UnknownRuleException Unknown() => new(line, IsAtEnd ? "the end" : string.Join(' ', words[at..Math.Min(at + 3, words.Length)]));

    /// <summary>The next word.</summary>
    public string Next() => IsAtEnd ? throw Unknown() : words[at++];

    /// <summary>Reads these words where they come next, and nothing otherwise.</summary>
    public bool Take(params ReadOnlySpan<string> expected)
    {
        if (at + expected.Length > words.Length || !words.AsSpan(at, expected.Length).SequenceEqual(expected)) return false;
        at += expected.Length;
        return true;
    }

    /// <summary>Reads this word, which has to come.</summary>
    public void Expect(string word)
    {
        if (!Take(word)) throw Unknown();
    }

    /// <summary>Reads a number.</summary>
    public int Number() => int.TryParse(Peek, CultureInfo.InvariantCulture, out var number) && Next() is not null ? number : throw Unknown();

    /// <summary>Reads up to one of these words, which stays.</summary>
    public string Until(params ReadOnlySpan<string> ends)
    {
        var from = at;
        while (!IsAtEnd && !ends.Contains(Peek)) at++;
        return string.Join(' ', words[from..at]);
    }

    [GeneratedRegex("\"[^\"]*\"|[{},;]|[^\\s{},;\"]+")]
    private static partial Regex Word();
}
