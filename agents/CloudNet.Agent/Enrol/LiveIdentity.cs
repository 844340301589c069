using System.Collections.Immutable;
using CloudNet.Agent.Plan;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Enrol;

/// <summary>
/// Who this host is, which address its peers send to now, and its WireGuard keys. One writer of each, the keeper of the underlay and that of
/// the keys; whoever needs them asks here each time, since they may be others by then.
/// </summary>
/// <param name="start">What was on disk.</param>
internal sealed class LiveIdentity(HostIdentity start)
{
    private volatile Held held = new(start, new());
    private volatile IReadOnlyList<OwnKey> keys = [];
    private volatile ImmutableDictionary<string, string> preshared = ImmutableDictionary<string, string>.Empty;

    /// <summary>What is true at this moment.</summary>
    public HostIdentity Current => held.Identity;

    /// <summary>Cancelled as soon as the underlay address is another than now.</summary>
    public CancellationToken Moved => held.Moving.Token;

    /// <summary>Called by whoever finds that the underlay address may be on no link any more; the keeper waits for it.</summary>
    public Wake Doubted { get; } = new();

    /// <summary>Its WireGuard keys, by generation.</summary>
    public ImmutableArray<OwnKey> Keys => [.. keys];

    /// <summary>Files of the secrets that it shares with other hosts, by their marks.</summary>
    public ImmutableDictionary<string, string> Preshared
    {
        get => preshared;
        set => preshared = value;
    }

    /// <summary>Called when there are other keys; the link waits for it.</summary>
    public Wake KeysChanged { get; } = new();

    /// <summary>Puts other keys in the place of those had.</summary>
    public void Take(ImmutableArray<OwnKey> next)
    {
        keys = [.. next.OrderBy(key => key.Generation)];
        KeysChanged.Call();
    }

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
