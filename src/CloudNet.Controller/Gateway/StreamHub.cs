using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Gateway;

/// <summary>
/// Sends one stream to the links of this replica that follow it.
/// <para>
/// Everything happens under one gate, and between two holders of it this is true: each follower was sent everything up to
/// <c>last</c>, or was dropped and told so. So a new follower gets what it lacks up to <c>last</c>, from memory where that
/// reaches, else from the log, else as a snapshot; and a change goes to all followers as the same bytes. A gap in what the
/// bus brings (or does not bring) is filled from the log.
/// </para>
/// <para>Cost of a change: one serialisation, and a queue write a follower; of a thousand agents that come back at once: one read of the database.</para>
/// </summary>
public sealed class StreamHub(StreamName stream, IStreamSource source)
{
    private const long Unknown = -1;
    private readonly SemaphoreSlim gate = new(1);
    private readonly HashSet<IFollower> followers = [];
    private readonly RecentChanges recent = new(stream);
    private (long Revision, Frame Frame)? snapshot;
    private long last = Unknown;
    private bool retired;

    /// <summary>Sends a follower what it lacks and everything from then on.</summary>
    /// <param name="follower">Who.</param>
    /// <param name="have">Revision that it has; 0 for nothing.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Retired: ask for a new hub. Gone: there is no such network or host. Too large: no agent takes so much at once.</returns>
    public async Task<FollowOutcome> FollowAsync(IFollower follower, long have, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (retired) return FollowOutcome.Retired;
            if (last == Unknown || have > last) await CatchUpAsync(have, cancel);
            var frames = await LackingAsync(have, cancel);
            if (frames?.All(frame => frame.Bytes.Length <= LinkLimits.FrameBytes) != true) return frames is null ? FollowOutcome.Gone : FollowOutcome.TooLarge;
            if (frames.All(follower.TrySend)) followers.Add(follower);
            else Drop(follower);
            return FollowOutcome.Following;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Stops sending to a follower; whether it was one.</summary>
    public async Task<bool> UnfollowAsync(IFollower follower)
    {
        await gate.WaitAsync(CancellationToken.None);
        var was = followers.Remove(follower);
        if (was && followers.Count == 0) Forget();
        gate.Release();
        return was;
    }

    /// <summary>Takes changes in from the bus, or only the news (an empty list) that the stream is at a revision.</summary>
    /// <returns>The changes that the followers were sent: of those given the new ones, or what the log has.</returns>
    public async Task<IReadOnlyList<LoggedChange>> AdvanceAsync(IReadOnlyList<LoggedChange> changes, long revision, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (last == Unknown || revision <= last) return [];
            IReadOnlyList<LoggedChange>? news = [.. changes.SkipWhile(change => change.Revision <= last)];
            if (news is [] || news[0].Revision != last + 1) news = await source.SinceAsync(stream, last, cancel);
            if (news is null) DropAll();
            else Send(news);
            return news ?? [];
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Ends the hub where nobody follows.</summary>
    public bool TryRetire()
    {
        if (!gate.Wait(0)) return false;
        retired = retired || followers.Count == 0;
        gate.Release();
        return retired;
    }

    private async Task CatchUpAsync(long have, CancellationToken cancel)
    {
        var from = last == Unknown ? have : last;
        if (from == 0 || await source.SinceAsync(stream, from, cancel) is not { } missed) return;
        if (last == Unknown) last = from;
        Send(missed);
    }

    private async Task<IReadOnlyList<Frame>?> LackingAsync(long have, CancellationToken cancel)
    {
        if (last != Unknown && have > 0 && Missed(have) is { } delta) return delta;
        if (snapshot is { } kept && last != Unknown && Missed(kept.Revision) is { } since) return [kept.Frame, .. since];
        if (await source.SnapshotAsync(stream, cancel) is not { } copy) return null;
        var fresh = Frame.Of(new Snapshot(stream, copy.Revision, copy.View));
        snapshot = (copy.Revision, fresh);
        if (last == Unknown) last = copy.Revision;
        return copy.Revision >= last ? await ReachAsync(copy.Revision, fresh, cancel) : [fresh, .. Missed(copy.Revision) ?? []];
    }

    /// <summary>The database is ahead of the hub: those who follow already get what lies between first.</summary>
    private async Task<IReadOnlyList<Frame>> ReachAsync(long revision, Frame fresh, CancellationToken cancel)
    {
        if (revision > last)
        {
            if (await source.SinceAsync(stream, last, cancel) is { } logged) Send(logged);
            else DropAll();
            if (last == Unknown) last = revision;
        }
        return [fresh, .. Missed(revision) ?? []];
    }

    private IReadOnlyList<Frame>? Missed(long have) => recent.FramesSince(have, last);

    private void Send(IReadOnlyList<LoggedChange> changes)
    {
        if (changes.Count == 0) return;
        recent.Add(changes);
        last = changes[^1].Revision;
        var frame = Frame.Of(stream, changes);
        followers.RemoveWhere(follower => !follower.TrySend(frame) && Drop(follower));
    }

    private bool Drop(IFollower follower)
    {
        follower.Dropped(stream);
        return true;
    }

    private void DropAll()
    {
        followers.RemoveWhere(Drop);
        Forget();
    }

    private void Forget()
    {
        last = Unknown;
        recent.Clear();
        snapshot = null;
    }
}
