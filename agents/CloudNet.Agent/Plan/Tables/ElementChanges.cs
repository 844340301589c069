using System.Collections.Immutable;

namespace CloudNet.Agent.Plan.Tables;

/// <summary>Elements being exchanged: the table as it should be is kept up, and what is other in the end is told.</summary>
/// <param name="elements">Every element that should be there.</param>
/// <param name="led">How many elements lead to each chain.</param>
internal sealed class ElementChanges(Dictionary<(string Map, string Key), string> elements, Dictionary<string, int> led)
{
    private const string Goto = "goto ";
    private readonly Dictionary<(string Map, string Key), string?> before = [];

    /// <summary>It is not to be there any more. Another's under the same key stays.</summary>
    public void Drop(NftElement element)
    {
        if (elements.GetValueOrDefault((element.Map, element.Key)) != element.Value) return;
        elements.Remove((element.Map, element.Key), out var was);
        before.TryAdd((element.Map, element.Key), was);
        if (ChainOf(was!) is { } chain && --led[chain] == 0) led.Remove(chain);
    }

    /// <summary>It is to be there.</summary>
    public void Add(NftElement element)
    {
        if (!elements.TryAdd((element.Map, element.Key), element.Value)) return;
        before.TryAdd((element.Map, element.Key), null);
        if (ChainOf(element.Value) is { } chain) led[chain] = led.GetValueOrDefault(chain) + 1;
    }

    /// <summary>What is other than before.</summary>
    /// <param name="isFrame">Whether the maps and chains are others.</param>
    public TableChange Finish(bool isFrame)
    {
        var other = before.Where(pair => elements.GetValueOrDefault(pair.Key) != pair.Value).ToArray();
        return new(
            [.. from pair in other where pair.Value is not null select new NftElement(pair.Key.Map, pair.Key.Key, pair.Value)],
            [.. from pair in other where elements.ContainsKey(pair.Key) select new NftElement(pair.Key.Map, pair.Key.Key, elements[pair.Key])],
            isFrame);
    }

    private static string? ChainOf(string value) => value.StartsWith(Goto, StringComparison.Ordinal) ? value[Goto.Length..] : null;
}
