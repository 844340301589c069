using System.Collections.Immutable;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Keys;

/// <summary>
/// Sees to it that the host has a WireGuard key of each generation that a network of its asks for, and of the first before any does, so that
/// who joins a network is reached there at once. One that no network uses any more goes, and the first is made anew then, so that rotating keys is rid of
/// those that were. On a host that has no WireGuard there is nothing to do.
/// </summary>
/// <param name="files">The keys on disk.</param>
/// <param name="support">Tells whether there is WireGuard.</param>
/// <param name="live">The views.</param>
/// <param name="identity">Told of the keys.</param>
/// <param name="triggers">Called when there is another key.</param>
/// <param name="condition">Told what is wrong.</param>
/// <param name="log">Told of each key made.</param>
/// <param name="clock">Tells time.</param>
internal sealed class KeyKeeper(
    KeyFiles files, Func<WireguardKind> support, LiveViews live, LiveIdentity identity, PassTriggers triggers, LiveCondition condition, AgentLog log,
    TimeProvider clock)
{
    private const string Area = "keys";
    private const int First = 1;

    // Somebody may install WireGuard meanwhile.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);
    private readonly Wake changed = new();

    /// <summary>Takes in the keys on disk: without them a network that is built would be taken for one that cannot be.</summary>
    public void Load()
    {
        try
        {
            identity.Preshared = files.LoadPreshared();
            identity.Take(files.Load());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            condition.Problems(Area, [$"This host's WireGuard keys could not be read: {fault.Message}"]);
        }
    }

    /// <summary>Looks after each change of the views, and now and then in any case, until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        live.OnChange(changed.Call);
        while (true)
        {
            await LookAsync(stop);
            await changed.WaitAsync(Period, clock, stop);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        if (support() == WireguardKind.None) return;
        try
        {
            var (views, isRemoved) = live.Current;
            var used = Used(views);
            // A host that was removed is in no network: that is known too.
            var isAll = isRemoved || views is { Host: not null, IsComplete: true, Outdated.IsEmpty: true };
            Share([.. views.Networks.SelectMany(network => Secrets(network.Settings))], isAll);
            await ChangeAsync(isAll ? [.. Spent(used)] : [], used.Add(First), stop);
            condition.Problems(Area, []);
        }
        catch (Exception fault) when (fault is KernelException or IOException or UnauthorizedAccessException)
        {
            condition.Problems(Area, [$"This host's WireGuard key could not be made: {fault.Message}"]);
        }
    }

    private void Share(ImmutableHashSet<PresharedKey> secrets, bool isAll)
    {
        var (before, now) = (identity.Preshared, files.SetPreshared(secrets, keepsOthers: !isAll));
        if (now.Keys.ToHashSet().SetEquals(before.Keys)) return;
        identity.Preshared = now;
        triggers.Call(PassReason.Input);
    }

    // What goes and what comes is told of together. Where a key cannot be made, those that went have gone all the same.
    private async Task ChangeAsync(ImmutableArray<OwnKey> spent, ImmutableSortedSet<int> wanted, CancellationToken stop)
    {
        var keys = identity.Keys.RemoveRange(spent);
        foreach (var key in spent) files.Remove(key.Generation);
        if (!spent.IsEmpty) log.Info(Area, $"No network uses WireGuard key {string.Join(", ", spent.Select(key => key.Generation))} any more: it is gone.");
        var missing = wanted.Except(keys.Select(key => key.Generation));
        try
        {
            foreach (var generation in missing)
            {
                keys = keys.Add(await files.MakeAsync(generation, stop));
                log.Info(Area, $"Made WireGuard key {generation}; its public half is {keys[^1].PublicKey}.");
            }
        }
        finally
        {
            if (!keys.SequenceEqual(identity.Keys))
            {
                identity.Take(keys);
                triggers.Call(PassReason.Input);
            }
        }
    }

    // The first waits for a network to come, unless one that is used was made after it: keys were rotated then, and it is of before.
    private IEnumerable<OwnKey> Spent(ImmutableSortedSet<int> used)
    {
        OwnKey[] inUse = [.. identity.Keys.Where(key => used.Contains(key.Generation))];
        return identity.Keys.Where(key => !used.Contains(key.Generation) && (key.Generation != First || inUse.Any(other => files.IsOlder(key, other))));
    }

    private static ImmutableSortedSet<int> Used(ViewSet views) =>
        [.. views.Networks.SelectMany(network => network.Settings.Planes).Where(plane => plane.HasKeys).Select(plane => plane.KeyGeneration)];

    private static IEnumerable<PresharedKey> Secrets(NetworkSettings settings) =>
        new[] { settings.PresharedKey, settings.Next?.PresharedKey }.OfType<PresharedKey>();
}
