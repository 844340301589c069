using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Paths;

namespace CloudNet.Agent.Paths;

/// <summary>
/// Probes one path: whether the peer answers, how long it takes, how long packets may be, and, where it does not answer, whether it does outside of
/// the network.
/// </summary>
/// <param name="make">Makes raw ICMP sockets of a family.</param>
/// <param name="clock">Tells time.</param>
internal sealed class PathProber(Func<AddressFamily, Socket> make, TimeProvider clock) : IDisposable
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LookUpEvery = TimeSpan.FromMinutes(1);
    private readonly Lock guard = new();
    private readonly Dictionary<(IPAddress From, string? Device), EchoSocket> sockets = [];
    private readonly Dictionary<PathKey, long> lookedUp = [];

    /// <summary>What one probe finds, after what was found before.</summary>
    public async Task<PathCondition> ProbeAsync(NetworkPath path, PathCondition before, CancellationToken stop)
    {
        var length = before.Mtu is { } known && known < path.Mtu ? known : path.Mtu;
        if (await AskAsync(path, length, stop) is { } took) return await UpwardAsync(path, before.Answered(took) with { Mtu = length }, stop);
        if (await AskAsync(path, EchoPacket.Least, stop) is { } small) return await ShorterAsync(path, before.Answered(small), length, stop);
        var missed = before.Missed();
        return missed.Reached == false ? missed with { Fault = await FaultAsync(path, stop), Mtu = null } : missed;
    }

    /// <summary>Asks the peer of a path once.</summary>
    /// <returns>How long it took; null where no answer came.</returns>
    public Task<TimeSpan?> AskAsync(NetworkPath path, int length, CancellationToken stop) =>
        AskAsync(path.From, path.To, length, stop, path.Device);

    /// <summary>Asks an address once, from an address of this host, through a link of it or the one of the kernel's choice.</summary>
    public async Task<TimeSpan?> AskAsync(IPAddress from, IPAddress to, int length, CancellationToken stop, string? device = null) =>
        Socket(from, device) is { } socket ? await socket.AskAsync(to, length, Patience, stop) : null;

    /// <summary>Whether a host answers at its underlay address, outside of all networks.</summary>
    public async Task<bool> AnswersOutsideAsync(IPAddress underlay, CancellationToken stop) =>
        await AskAsync(underlay.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, underlay, EchoPacket.Least, stop) is not null;

    /// <summary>Ends what is for addresses and links that no path begins at any more.</summary>
    public void KeepOnly(IReadOnlySet<(IPAddress From, string? Device)> sources)
    {
        lock (guard)
            foreach (var gone in sockets.Keys.Where(source => !IsAny(source.From) && !sources.Contains(source)).ToArray())
                if (sockets.Remove(gone, out var socket)) socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => KeepNone();

    // A path that was shortened is tried at its whole length now and then.
    private async Task<PathCondition> UpwardAsync(NetworkPath path, PathCondition found, CancellationToken stop)
    {
        if (found.Mtu == path.Mtu || !IsTimeToLookUp(path.Key)) return found;
        return await PassesAsync(path, path.Mtu, stop) ? found with { Mtu = path.Mtu } : found;
    }

    // Short packets come back, a long one did not: lost by chance, or by its length.
    private async Task<PathCondition> ShorterAsync(NetworkPath path, PathCondition found, int failed, CancellationToken stop)
    {
        if (await PassesAsync(path, failed, stop)) return found with { Mtu = failed };
        var least = path.Key.Family == AddressFamily.InterNetwork ? MtuSearch.LeastIpv4 : MtuSearch.LeastIpv6;
        return found with { Mtu = await MtuSearch.BelowAsync(least, failed, length => PassesAsync(path, length, stop)) ?? EchoPacket.Least };
    }

    private async Task<bool> PassesAsync(NetworkPath path, int length, CancellationToken stop) =>
        await AskAsync(path, length, stop) is not null || await AskAsync(path, length, stop) is not null;

    private async Task<PathFault> FaultAsync(NetworkPath path, CancellationToken stop) =>
        await AnswersOutsideAsync(path.Underlay, stop) ? PathFault.Tunnel : PathFault.Host;

    private bool IsTimeToLookUp(PathKey key)
    {
        lock (guard)
        {
            if (lookedUp.TryGetValue(key, out var last) && clock.GetElapsedTime(last) < LookUpEvery) return false;
            lookedUp[key] = clock.GetTimestamp();
            return true;
        }
    }

    // Where the address is not there yet, or no more, nothing can be asked.
    private EchoSocket? Socket(IPAddress from, string? device)
    {
        lock (guard)
        {
            if (sockets.TryGetValue((from, device), out var there)) return there;
            EchoSocket? made = null;
            try
            {
                made = new(make(from.AddressFamily), IsAny(from) ? null : from, clock);
                if (device is not null) made.SendThrough(make(from.AddressFamily), device);
                return sockets[(from, device)] = made;
            }
            catch (SocketException)
            {
                made?.Dispose();
                return null;
            }
        }
    }

    private void KeepNone()
    {
        lock (guard)
        {
            foreach (var socket in sockets.Values) socket.Dispose();
            sockets.Clear();
        }
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
