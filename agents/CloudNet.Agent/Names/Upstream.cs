using System.Collections.Immutable;
using System.Net;
using ARSoft.Tools.Net.Dns;

namespace CloudNet.Agent.Names;

/// <summary>
/// Asks the host's own name servers for what is not CloudNet's to say: by UDP who asked by UDP, and by TCP who asked by that, since he was told that there is
/// more.
/// </summary>
/// <param name="resolvers">Which those are.</param>
/// <param name="clock">Tells time.</param>
internal sealed class Upstream(HostResolvers resolvers, TimeProvider clock)
{
    /// <summary>Most questions that wait for an answer at once: what comes besides is told to ask again.</summary>
    public const int Most = 256;

    /// <summary>Most of one asker, so that one who asks for what nobody answers does not stand in the way of others.</summary>
    public const int MostOfOne = 32;

    private const int Patience = 2_000; // ms for each server
    private const ushort Payload = 1232; // bytes: what fits through nearly every path in one piece (DNS flag day 2020)

    // A resolver of glibc's waits five seconds for the whole.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(4_500);
    private readonly NegativeCache cache = new(clock);
    private readonly Lock guard = new();
    private readonly Dictionary<IPAddress, int> waiting = [];
    private Asked? last;

    /// <summary>What they answer; null: none of them does.</summary>
    /// <param name="query">The question.</param>
    /// <param name="asker">Who asks.</param>
    /// <param name="byTcp">Whether he asks by TCP.</param>
    /// <param name="own">Addresses of this host's that would ask here once more.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<DnsMessage?> AskAsync(DnsMessage query, IPAddress asker, bool byTcp, IReadOnlyCollection<IPAddress> own, CancellationToken stop)
    {
        if (cache.Find(query) is { } known) return known;
        ImmutableArray<IPAddress> servers = [.. resolvers.Current.Where(server => !own.Contains(server))];
        if (servers.IsEmpty || !TryBegin(asker)) return null;
        try
        {
            var answer = await AskAsync(servers, Asking(query), byTcp, stop);
            if (answer is not null) cache.Take(query, answer);
            return answer;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return null; // An answer that makes no sense is none, and so is one that does not come.
        }
        finally
        {
            End(asker);
        }
    }

    private async Task<DnsMessage?> AskAsync(ImmutableArray<IPAddress> servers, DnsMessage query, bool byTcp, CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(Longest);
        if (!byTcp) return await ClientOf(servers).SendMessageAsync(query, deadline.Token);
        // The library's own waits for ever for who took a connection and says nothing, and lets all others wait behind him.
        using var client = new DnsClient(servers, [new TcpClientTransport()], disposeTransport: true, Patience);
        return await client.SendMessageAsync(query, deadline.Token).WaitAsync(deadline.Token);
    }

    private DnsClient ClientOf(ImmutableArray<IPAddress> servers)
    {
        lock (guard)
        {
            if (last is null || !last.Servers.SequenceEqual(servers))
                last = new(servers, new DnsClient(servers, [new UdpClientTransport()], disposeTransport: true, Patience));
            return last.Client;
        }
    }

    private bool TryBegin(IPAddress asker)
    {
        lock (guard)
        {
            if (waiting.GetValueOrDefault(asker) >= MostOfOne || waiting.Values.Sum() >= Most) return false;
            waiting[asker] = waiting.GetValueOrDefault(asker) + 1;
            return true;
        }
    }

    private void End(IPAddress asker)
    {
        lock (guard)
        {
            if (--waiting[asker] == 0) waiting.Remove(asker);
        }
    }

    private static DnsMessage Asking(DnsMessage query) => new()
    {
        IsQuery = true, OperationCode = OperationCode.Query, IsRecursionDesired = query.IsRecursionDesired, IsCheckingDisabled = query.IsCheckingDisabled,
        EDnsOptions = new(Payload) { IsDnsSecOk = query.IsDnsSecOk }, Questions = [.. query.Questions],
    };

    private sealed record Asked(ImmutableArray<IPAddress> Servers, DnsClient Client);
}
