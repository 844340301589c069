namespace CloudNet.Agent.Preflight;

/// <summary>What one check of the host came to.</summary>
/// <param name="Check">What was looked at, in two or three words.</param>
/// <param name="Problem">What is wrong; null where nothing is.</param>
/// <param name="Remedy">What to type; null where nothing is to be done.</param>
internal sealed record Finding(string Check, string? Problem = null, string? Remedy = null)
{
    /// <summary>In a line, where something is wrong.</summary>
    public override string ToString() => Problem is null ? $"{Check}: fine" : $"{Problem}; {Remedy}";
}
