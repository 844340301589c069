namespace CloudNet.Store;

/// <summary>Time as the database keeps it, so that what is answered when a row is made equals what is read of it later.</summary>
public static class StoredTime
{
    /// <summary>Now, to the microsecond.</summary>
    public static DateTimeOffset GetStoredNow(this TimeProvider clock) => Stored(clock.GetUtcNow());

    /// <summary>A time as it will be read again.</summary>
    public static DateTimeOffset Stored(DateTimeOffset time) => time.ToUniversalTime().AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
