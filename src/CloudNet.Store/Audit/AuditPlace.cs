using System.Globalization;

namespace CloudNet.Store.Audit;

/// <summary>A place in the audit log, newest first: what comes after this entry.</summary>
/// <param name="At">When the entry was.</param>
/// <param name="Id">Its number.</param>
public sealed record AuditPlace(DateTimeOffset At, long Id)
{
    private const int MicrosecondTicks = (int)TimeSpan.TicksPerMicrosecond;

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is something else.</summary>
    public static AuditPlace? Parse(string text)
    {
        var parts = text.Split('-');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            && at >= 0 && at <= DateTimeOffset.MaxValue.UtcTicks / MicrosecondTicks && id >= 0
            ? new(new DateTimeOffset(at * MicrosecondTicks, TimeSpan.Zero), id)
            : null;
    }

    /// <summary>As text that says nothing to whoever gets it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks / MicrosecondTicks:x}-{Id:x}");
}
