using System.Globalization;

namespace CloudNet.Store.Events;

/// <summary>
/// A place in the stream of events: what comes after this entry. Entries are ordered by their transaction's number, and within
/// it by their own; that order is the same for every reader, on every replica.
/// </summary>
/// <param name="Transaction">The transaction's number.</param>
/// <param name="Id">The entry's number; 0: before the transaction's first.</param>
/// <param name="At">When it was, to a second: what is older than the log is kept leads nowhere.</param>
public sealed record EventPlace(long Transaction, long Id, DateTimeOffset At)
{
    private static readonly long MostSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is something else.</summary>
    public static EventPlace? Parse(string text)
    {
        var parts = text.Split('-');
        return parts.Length == 3 && Read(parts[0]) is { } transaction && Read(parts[1]) is { } id && Read(parts[2]) is { } at && at <= MostSeconds
            ? new(transaction, id, DateTimeOffset.FromUnixTimeSeconds(at))
            : null;
    }

    /// <summary>As text that says nothing to whoever gets it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Transaction:x}-{Id:x}-{At.ToUnixTimeSeconds():x}");

    private static long? Read(string part) =>
        long.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;
}
