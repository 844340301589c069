namespace CloudNet.Domain.Leases;

/// <summary>When a pool is full, if it goes on as it did.</summary>
public static class Forecast
{
    /// <summary>What the pace is taken from.</summary>
    public static readonly TimeSpan Lookback = TimeSpan.FromDays(7);

    private const int Longest = 36_500;

    /// <summary>Days until nothing is free, at most a hundred years; null where it does not fill.</summary>
    /// <param name="free">Subnets that are free.</param>
    /// <param name="taken">Subnets taken in the look-back, less those given back.</param>
    public static int? FullInDays(decimal free, int taken) =>
        taken <= 0 ? null : (int)Math.Min(Longest, Math.Floor(free * (decimal)Lookback.TotalDays / taken));
}
