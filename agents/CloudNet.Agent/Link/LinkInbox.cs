using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Link;

/// <summary>
/// What arrives on one link goes through here into the live views. After a gap every further delta of the burst is a gap too:
/// the snapshot is asked for once, and again only where the controller says that it must be, or a gap shows that it has not come for long.
/// </summary>
/// <param name="live">The views.</param>
/// <param name="timings">When to ask again.</param>
/// <param name="clock">Tells how long it is.</param>
internal sealed class LinkInbox(LiveViews live, LinkTimings timings, TimeProvider clock)
{
    private readonly Dictionary<StreamName, long> asked = [];

    /// <summary>Takes a message in; answers what to send.</summary>
    /// <exception cref="LinkException">The message makes no sense; the views are as they were.</exception>
    public IEnumerable<LinkMessage> Take(LinkMessage message)
    {
        var result = Intake(message);
        if (message is Snapshot { Stream: var answered }) asked.Remove(answered);
        // The snapshot that was asked for did not fit into the controller's queue, and does not come by itself.
        if (message is Resync { Stream: var unanswered }) asked.Remove(unanswered);
        if (!ReferenceEquals(result.Views, live.Current.Views)) live.Take(result.Views);
        return result.Answers.Where(MayAsk).ToArray();
    }

    private IntakeResult Intake(LinkMessage message)
    {
        try
        {
            return ViewIntake.Take(live.Current.Views, message);
        }
        catch (InvalidDataException fault)
        {
            throw new LinkException(null, fault.Message, fault);
        }
    }

    private bool MayAsk(LinkMessage answer)
    {
        if (answer is Unfollow { Stream: var left }) asked.Remove(left);
        if (answer is not Follow { Revision: 0, Stream: var stream }) return true;
        if (asked.TryGetValue(stream, out var since) && clock.GetElapsedTime(since) < timings.AskAgain) return false;
        asked[stream] = clock.GetTimestamp();
        return true;
    }
}
