namespace CloudNet.Agent.Operators;

/// <summary>Words of a line that a person copies into a shell.</summary>
internal static class ShellWord
{
    /// <summary>The word as it is where a shell takes it as it is, else in quotes.</summary>
    public static string Of(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "_-./:@%+,".Contains(letter))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
