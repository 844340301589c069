using System.Collections.Concurrent;
using CloudNet.Contracts.Tenants;

namespace CloudNet.Controller.Events;

/// <summary>
/// Tells those who follow a tenant's events on this replica to look again. It carries no data and keeps nobody's place: who
/// follows takes <see cref="Next"/>, reads, and then waits for what it took, so that nothing in between is missed.
/// </summary>
public sealed class EventFeed
{
    private readonly ConcurrentDictionary<TenantId, TaskCompletionSource> turns = new();

    private TaskCompletionSource any = New();

    /// <summary>Ends when something happens in any tenant after this call.</summary>
    public Task NextAnywhere => Volatile.Read(ref any).Task;

    /// <summary>Ends when something happens in the tenant after this call.</summary>
    public Task Next(TenantId tenant) => turns.GetOrAdd(tenant, static _ => New()).Task;

    /// <summary>Something happened in the tenant.</summary>
    public void Signal(TenantId tenant)
    {
        if (turns.TryRemove(tenant, out var turn)) turn.TrySetResult();
        Interlocked.Exchange(ref any, New()).TrySetResult();
    }

    /// <summary>Something may have happened anywhere.</summary>
    public void SignalAll()
    {
        foreach (var tenant in turns.Keys) Signal(tenant);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
