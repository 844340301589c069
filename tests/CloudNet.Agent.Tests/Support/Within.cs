namespace CloudNet.Agent.Tests.Support;

/// <summary>Bounds how long a test waits for what it awaits. A bound that is reached is a failure, never a result.</summary>
internal static class Within
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);
}
