namespace CloudNet.Controller.Tests.Api;

/// <summary>The real clock, which a test may put forward. Timers keep to real time.</summary>
public sealed class AdjustableClock : TimeProvider
{
    private long ahead;

    /// <summary>Puts it forward.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));
}
