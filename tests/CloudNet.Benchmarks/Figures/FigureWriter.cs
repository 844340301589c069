using System.Globalization;
using System.Text.Json;

namespace CloudNet.Benchmarks.Figures;

/// <summary>Prints figures: a table for people, or a JSON object a line for programs.</summary>
internal sealed class FigureWriter(bool json, TextWriter output)
{
    private bool headed;

    /// <summary>Prints one figure at once, so that a long run shows what it has.</summary>
    public void Write(Figure figure)
    {
        output.WriteLine(json ? Json(figure) : Row(figure));
        output.Flush();
    }

    private string Row(Figure figure)
    {
        var header = headed ? "" : $"{"figure",-28}{"value",12}  {"unit",-8}{"baseline",12}{"ratio",8}\n";
        headed = true;
        var baseline = figure.Baseline is { } value ? Number(value) : "";
        var ratio = figure.Ratio?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
        return header + $"{figure.Name,-28}{Number(figure.Value),12}  {figure.Unit,-8}{baseline,12}{ratio,8}".TrimEnd();
    }

    private static string Json(Figure figure)
    {
        var fields = new Dictionary<string, object> { ["name"] = figure.Name, ["value"] = Math.Round(figure.Value, 4), ["unit"] = figure.Unit };
        if (figure.Baseline is { } baseline) fields["baseline"] = Math.Round(baseline, 4);
        if (figure.Ratio is { } ratio) fields["ratio"] = Math.Round(ratio, 4);
        return JsonSerializer.Serialize(fields);
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : "0.00", CultureInfo.InvariantCulture);
}
