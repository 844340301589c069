namespace CloudNet.Store;

/// <summary>Time as the database keeps it, so that what is answered when a row is made equals what is read of it later.</summary>
public static class StoredTime
{
    /// <summary>Now, to the microsecond.</summary>
    public static DateTimeOffset GetStoredNow(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
