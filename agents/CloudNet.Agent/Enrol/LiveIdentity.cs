using CloudNet.Agent.State;

namespace CloudNet.Agent.Enrol;

/// <summary>
/// Who this host is, and which address its peers send to now. One writer, the keeper of the underlay; whoever needs the address asks
/// here each time, since it may be another by then.
/// </summary>
/// <param name="start">What was on disk.</param>
internal sealed class LiveIdentity(HostIdentity start)
{
    private volatile Held held = new(start, new());

    /// <summary>What is true at this moment.</summary>
    public HostIdentity Current => held.Identity;

    /// <summary>Cancelled as soon as the underlay address is another than now.</summary>
    public CancellationToken Moved => held.Moving.Token;

    /// <summary>Called by whoever finds that the underlay address may be on no link any more; the keeper waits for it.</summary>
    public Wake Doubted { get; } = new();

    /// <summary>Puts another in its place, and ends what was begun with another underlay address.</summary>
    public async Task TakeAsync(HostIdentity next)
    {
        var before = held;
        if (next.Underlay.Equals(before.Identity.Underlay))
        {
            held = before with { Identity = next };
            return;
        }
        held = new(next, new());
        await before.Moving.CancelAsync();
    }

    private sealed record Held(HostIdentity Identity, CancellationTokenSource Moving);
}
