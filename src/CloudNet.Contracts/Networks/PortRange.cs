using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Networks;

/// <summary>A port, or all from one to another; written <c>8080</c> and <c>8000-8010</c>.</summary>
/// <param name="First">The first, 1 to 65,535.</param>
/// <param name="Last">The last, not below the first.</param>
[JsonConverter(typeof(PortRangeConverter))]
public readonly record struct PortRange(int First, int Last) : IParsable<PortRange>
{
    /// <summary>The greatest port.</summary>
    public const int Greatest = 65_535;

    /// <summary>How many they are.</summary>
    public int Count => Last - First + 1;

    /// <inheritdoc/>
    public static PortRange Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var range) ? range : throw new FormatException($"'{s}' is no port and no range of ports.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PortRange result)
    {
        result = default;
        if (s is null) return false;
        var dash = s.IndexOf('-');
        if (!Port(dash < 0 ? s : s[..dash], out var first) || !Port(dash < 0 ? s : s[(dash + 1)..], out var last) || last < first) return false;
        result = new(first, last);
        return true;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";

    private static bool Port(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= Greatest;
}
