namespace CloudNet.Domain.Leases;

/// <summary>When a pool is full, if it goes on as it did.</summary>
public static class Forecast
{
    /// <summary>What the pace is taken from.</summary>
    public static readonly TimeSpan Lookback = TimeSpan.FromDays(7);

    /// <summary>A pace that was seen for less is none.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromDays(1);

    // Ten years: what is further away says nothing.
    private const int Longest = 3_650;

    /// <summary>Days until nothing is free; null where it does not fill within ten years, or was not seen for long enough.</summary>
    /// <param name="free">Subnets that are free.</param>
    /// <param name="taken">Subnets taken in the look-back, less those given back.</param>
    /// <param name="age">How long the network is there: the pace of a young one is that of its life.</param>
    public static int? FullInDays(decimal free, int taken, TimeSpan age)
    {
        if (taken > 0 && free == 0) return 0;
        if (taken <= 0 || age < Least) return null;
        var days = Math.Floor(free * (decimal)(age < Lookback ? age : Lookback).TotalDays / taken);
        return days <= Longest ? (int)days : null;
    }
}
