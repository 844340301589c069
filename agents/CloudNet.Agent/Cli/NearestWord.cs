namespace CloudNet.Agent.Cli;

/// <summary>Which word somebody meant who typed another.</summary>
internal static class NearestWord
{
    /// <summary>The one that takes the fewest changes of a letter; null where all take more than half of the letters.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="known">What there is.</param>
    public static string? Of(string word, IEnumerable<string> known)
    {
        var letters = word.TrimStart('-').Length;
        var best = known.Select(one => (Word: one, Changes: Changes(word, one))).OrderBy(one => one.Changes).FirstOrDefault();
        return best.Word is not null && best.Changes * 2 <= letters ? best.Word : null;
    }

    // Letters to be put in, taken out or changed (Levenshtein).
    private static int Changes(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var at = 1; at <= from.Length; at++)
        {
            var (before, next) = (row, new int[to.Length + 1]);
            next[0] = at;
            for (var column = 1; column <= to.Length; column++)
                next[column] = Math.Min(
                    Math.Min(before[column], next[column - 1]) + 1, before[column - 1] + (from[at - 1] == to[column - 1] ? 0 : 1));
            row = next;
        }
        return row[^1];
    }
}
