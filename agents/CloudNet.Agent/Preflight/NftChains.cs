using System.Collections.Immutable;

namespace CloudNet.Agent.Preflight;

/// <summary>Understands <c>nft list chains</c>: tables, their chains, and of those that are at a hook which and with what policy.</summary>
internal static class NftChains
{
    /// <summary>A chain.</summary>
    /// <param name="Table">Its table, as <c>ip filter</c>.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="DropsForwarded">Whether it is at the forward hook, and drops what comes to its end.</param>
    internal sealed record Chain(string Table, string Name, bool DropsForwarded);

    /// <summary>The chains.</summary>
    public static ImmutableArray<Chain> Read(string shown)
    {
        var all = ImmutableArray.CreateBuilder<Chain>();
        var table = "";
        foreach (var line in shown.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("table ", StringComparison.Ordinal)) table = Word(line, "table ");
            else if (line.StartsWith("chain ", StringComparison.Ordinal)) all.Add(new(table, Word(line, "chain "), false));
            else if (line.Contains(" hook forward ", StringComparison.Ordinal) && line.Contains("policy drop;", StringComparison.Ordinal) && all.Count > 0)
                all[^1] = all[^1] with { DropsForwarded = true };
        }
        return all.ToImmutable();
    }

    private static string Word(string line, string before) => line[before.Length..].TrimEnd(' ', '{', '}');
}
