namespace CloudNet.Benchmarks.Figures;

/// <summary>One measured value.</summary>
/// <param name="Name">What it is, in the words of docs/performance.md.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Baseline">The same thing done the other way in the same run, in the same unit; null where there is none.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Baseline = null)
{
    /// <summary>Value over baseline.</summary>
    public double? Ratio => Baseline is > 0 ? Value / Baseline : null;
}
