using System.Net;
using CloudNet.Agent.Segments;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;

namespace CloudNet.Agent.Attach;

/// <summary>
/// Chooses for one workload after the other, and saves what was chosen. On a segment that all hosts share they are asked for the address first, and one that is
/// in use there is passed over; that takes a moment, in which others choose, so the address is kept for whoever asks for it.
/// </summary>
/// <param name="live">The views.</param>
/// <param name="attachments">The attachments.</param>
/// <param name="segments">Finds addresses that are in use on other hosts.</param>
/// <param name="log">Told of such an address.</param>
/// <param name="clock">Tells time.</param>
internal sealed class AttachChooser(LiveViews live, LiveAttachments attachments, SegmentProbe segments, AgentLog log, TimeProvider clock)
{
    private const int MostForeign = 8;
    private readonly SemaphoreSlim choosing = new(1);
    private readonly HashSet<IPAddress> kept = [];

    /// <summary>Chooses and saves; the outcome says whether the attachment is new or was there.</summary>
    public async Task<(AttachOutcome Outcome, bool IsNew)> ChooseAsync(AttachAsk ask, CancellationToken stop)
    {
        HashSet<IPAddress> foreign = [], free = [], own = [];
        try
        {
            while (true)
            {
                var (outcome, isDone, isNew) = await InTurnAsync(() => Choose(ask, foreign, free, own), stop);
                if (isDone) return (outcome, isNew);
                var attachment = outcome.Entry!.Attachment;
                if (await segments.HolderAsync(attachment.Network, attachment.Addresses, stop) is not (var address, var mac))
                {
                    free.UnionWith(attachment.Addresses);
                    continue;
                }
                foreign.Add(address);
                log.Warn("attach", $"{Words(address)}, by MAC {mac}, though nobody else may have it.");
            }
        }
        finally
        {
            await InTurnAsync(() => Forget(own), CancellationToken.None);
        }
    }

    private (AttachOutcome Outcome, bool IsDone, bool IsNew) Choose(AttachAsk ask, HashSet<IPAddress> foreign, HashSet<IPAddress> free, HashSet<IPAddress> own)
    {
        Forget(own);
        var choice = new AttachChoice(live.Current.Views, attachments, clock);
        var (outcome, before, isNew) = choice.Choose(ask, foreign.Union(kept).ToHashSet());
        if (!isNew) return (outcome, true, false);
        var attachment = outcome.Entry!.Attachment;
        if ((attachment.Addresses.FirstOrDefault(foreign.Contains) ?? (foreign.Count > MostForeign ? foreign.First() : null)) is { } taken)
            return (AttachOutcome.Refused(
                $"Nothing was attached: {Words(taken)}. Find what has it there, and detach it or take it away."), true, false);
        if (attachment.Addresses.All(free.Contains) || !segments.Asks(attachment.Network))
        {
            choice.Save(before, outcome.Entry);
            return (outcome, true, true);
        }
        own.UnionWith(attachment.Addresses);
        kept.UnionWith(own);
        return (outcome, false, true);
    }

    private bool Forget(HashSet<IPAddress> own)
    {
        kept.ExceptWith(own);
        own.Clear();
        return true;
    }

    private async Task<T> InTurnAsync<T>(Func<T> what, CancellationToken stop)
    {
        await choosing.WaitAsync(stop);
        try
        {
            return what();
        }
        finally
        {
            choosing.Release();
        }
    }

    private static string Words(IPAddress address) => $"{address} is in use on another host";
}
