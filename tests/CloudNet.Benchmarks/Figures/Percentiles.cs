namespace CloudNet.Benchmarks.Figures;

/// <summary>Percentiles of a sample by nearest rank.</summary>
internal static class Percentiles
{
    /// <summary>The smallest value that is at least as large as that share of the sample.</summary>
    /// <param name="sample">The values; at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static double At(IEnumerable<double> sample, double share)
    {
        var ordered = sample.Order().ToArray();
        return ordered[Math.Clamp((int)Math.Ceiling(share * ordered.Length) - 1, 0, ordered.Length - 1)];
    }
}
