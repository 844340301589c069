using System.Globalization;
using CloudNet.Contracts.Refusals;

namespace CloudNet.Domain.Naming;

/// <summary>Reads moments as RFC 3339 has them: with a time zone, so that nobody has to guess whose clock is meant.</summary>
public static class MomentText
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Reads a moment that may be left out, or says what is wrong with it.</summary>
    public static FieldProblem? Read(string field, string? text, out DateTimeOffset? moment)
    {
        moment = null;
        if (text is null) return null;
        // In a query a plus sign is a blank.
        var given = text.Replace(' ', '+');
        if (given.Length > 40 || !(given.EndsWith('Z') || given.LastIndexOfAny(['+', '-']) > given.IndexOf('T', StringComparison.Ordinal))
            || !DateTimeOffset.TryParseExact(given, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            return new(field, $"{Quoted.Text(text)} is not a moment with a time zone.", "Write it as in RFC 3339, such as 2026-11-24T14:00:00Z.");
        }
        moment = read.ToUniversalTime();
        return null;
    }
}
