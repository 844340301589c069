using System.Globalization;
using System.Text;
using CloudNet.Contracts.Audit;

namespace CloudNet.Controller.Audit;

/// <summary>
/// The audit log as comma-separated values (RFC 4180). Names are chosen by people, and spreadsheets take a cell that begins with
/// <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c> or a control character for a formula: such a cell gets an apostrophe in front.
/// </summary>
public static class AuditCsv
{
    /// <summary>The first line: what the cells are.</summary>
    public const string Header =
        "\"id\",\"at\",\"actorKind\",\"actorId\",\"actorName\",\"tokenId\",\"origin\",\"address\",\"operation\",\"action\",\"kind\",\"subjectId\","
        + "\"subjectName\",\"before\",\"after\"\r\n";

    /// <summary>An entry as a line.</summary>
    public static string Line(AuditEntry entry)
    {
        var line = new StringBuilder();
        string?[] cells =
        [
            entry.Id.ToString(CultureInfo.InvariantCulture), entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), entry.Actor.Kind,
            entry.Actor.Id?.ToString(), entry.Actor.Name, entry.Actor.TokenId?.ToString(), entry.Origin, entry.Address, entry.Operation, entry.Action,
            entry.Kind, entry.SubjectId.ToString(), entry.SubjectName, entry.Before?.GetRawText(), entry.After?.GetRawText(),
        ];
        return line.AppendJoin(',', cells.Select(Cell)).Append("\r\n").ToString();
    }

    /// <summary>A cell, in quotes.</summary>
    public static string Cell(string? text)
    {
        var shown = text?.Replace("\"", "\"\"", StringComparison.Ordinal) ?? "";
        // Also after blanks, and as the wide forms that some take for the same.
        var first = text?.TrimStart(' ') is { Length: > 0 } rest ? rest[0] : 'x';
        return "=+-@＝＋－＠".Contains(first, StringComparison.Ordinal) || char.IsControl(first) ? $"\"'{shown}\"" : $"\"{shown}\"";
    }
}
