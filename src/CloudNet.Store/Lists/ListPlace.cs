using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace CloudNet.Store.Lists;

/// <summary>A place in a list: what comes after this row. The row may be gone; its place is where it was.</summary>
/// <param name="Sort">The order that the place is in; in another one it means nothing.</param>
/// <param name="Name">The row's name, where the order is by name; else empty.</param>
/// <param name="Created">When the row was made, where the order is by that.</param>
/// <param name="Of">What the row's id is unique in.</param>
/// <param name="Id">The row.</param>
public sealed record ListPlace(ListSort Sort, string Name, DateTimeOffset Created, Guid Of, Guid Id)
{
    private const int Longest = 2000;
    private const int MicrosecondTicks = (int)TimeSpan.TicksPerMicrosecond;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is something else.</summary>
    public static ListPlace? Parse(string text)
    {
        if (text.Length > Longest || !Base64Url.IsValid(text)) return null;
        try
        {
            // The name comes last, and has what else it likes in it.
            var parts = Strict.GetString(Base64Url.DecodeFromChars(text)).Split('/', 5);
            return parts.Length == 5 && !parts[4].Contains('\0', StringComparison.Ordinal)
                && Enum.TryParse<ListSort>(parts[0], out var sort) && Enum.IsDefined(sort)
                && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                && at <= DateTimeOffset.MaxValue.UtcTicks / MicrosecondTicks
                && Guid.TryParseExact(parts[2], "N", out var of) && Guid.TryParseExact(parts[3], "N", out var id)
                ? new(sort, parts[4], new DateTimeOffset(at * MicrosecondTicks, TimeSpan.Zero), of, id)
                : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>As text that is safe in a query.</summary>
    public override string ToString() => Base64Url.EncodeToString(Strict.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{(int)Sort}/{Created.UtcTicks / MicrosecondTicks}/{Of:N}/{Id:N}/{Name}")));
}
