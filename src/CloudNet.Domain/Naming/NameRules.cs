using CloudNet.Contracts.Refusals;

namespace CloudNet.Domain.Naming;

/// <summary>
/// How things may be called. A name can stand wherever an id can (<c>/networks/{id or name}</c>), so no name may look like one.
/// </summary>
public static class NameRules
{
    /// <summary>Longest name, as in a DNS label (RFC 1035, section 2.3.4).</summary>
    public const int Longest = 63;

    /// <summary>A network's name: lower-case letters, digits and hyphens, a letter first.</summary>
    public static FieldProblem? Network(string field, string? name) =>
        Check(field, name, "lower-case letters, digits and hyphens, 1 to 63 of them, a letter first", IsNetworkName);

    /// <summary>A service's name: as a network's is.</summary>
    public static FieldProblem? Service(string field, string? name) => Network(field, name);

    /// <summary>A policy's name: as a network's is; it stands in the comments of rules.</summary>
    public static FieldProblem? Policy(string field, string? name) => Network(field, name);

    /// <summary>A tenant's name: lower-case letters, digits and hyphens.</summary>
    public static FieldProblem? Tenant(string field, string? name) =>
        Check(field, name, "lower-case letters, digits and hyphens, 1 to 63 of them, no hyphen first", IsTenantName);

    /// <summary>A host's name: lower-case letters, digits, hyphens and dots, a letter or digit at both ends.</summary>
    public static FieldProblem? Host(string field, string? name) =>
        Check(field, name, "lower-case letters, digits, hyphens and dots, 1 to 63 of them, a letter or digit at both ends", IsHostName);

    /// <summary>What a key or token is for: any text of one line.</summary>
    public static FieldProblem? Purpose(string field, string? name) =>
        name is { Length: > 0 and <= Longest } && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl) && IsWellFormed(name)
            ? null
            : new(field, "It is 1 to 63 characters on one line.",
                string.IsNullOrEmpty(name) ? "Say what it is for." : "Choose a shorter text without control characters.");

    /// <summary>Whether every surrogate is half of a pair, so that the text can be written as UTF-8.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return false;
            at++;
        }
        return true;
    }

    private static bool IsNetworkName(string name) => IsTenantName(name) && char.IsAsciiLetterLower(name[0]);

    private static bool IsTenantName(string name) =>
        name.Length is > 0 and <= Longest && name[0] != '-' && name.All(c => IsLetterOrDigit(c) || c == '-') && !LooksLikeAnId(name);

    private static bool IsHostName(string name) =>
        name.Length is > 0 and <= Longest && IsLetterOrDigit(name[0]) && IsLetterOrDigit(name[^1])
        && name.All(c => IsLetterOrDigit(c) || c is '-' or '.') && !LooksLikeAnId(name);

    private static FieldProblem? Check(string field, string? name, string form, Func<string, bool> isRight)
    {
        if (string.IsNullOrEmpty(name)) return new(field, "A name is required.", $"Give one of {form}.");
        if (isRight(name)) return null;
        if (LooksLikeAnId(name)) return new(field, "A name may not look like an id (a UUID).", "Choose another name.");
        var rule = $"{Quoted.Text(name)} is no name: it is made of {form}.";
        return Suggestion(name, isRight) is { } better ? new(field, rule, $"Use '{better}'.") : new(field, rule, "Choose another name.");
    }

    private static string? Suggestion(string name, Func<string, bool> isRight)
    {
        var kept = string.Concat(name.Take(Longest).Select(char.ToLowerInvariant)
            .Select(c => IsLetterOrDigit(c) || c == '.' ? c : '-')).Trim('-', '.');
        return new[] { kept, kept.Replace('.', '-') }.FirstOrDefault(isRight);
    }

    private static bool LooksLikeAnId(string name) => Guid.TryParse(name, out _);

    private static bool IsLetterOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
