using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Controller.Bus;
using CloudNet.Domain.Hosts;
using CloudNet.Store;
using CloudNet.Store.Audit;
using CloudNet.Store.Links;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Gateway;

/// <summary>
/// Lets one machine at a time be a host. A copy of a machine has the same key, so the key alone cannot say which of the two is meant: the one
/// that is linked stays, the other is refused, and the host shows it. Whether the first is still there is asked each time; its answer, or the
/// end of its link, counts at the next try.
/// </summary>
public sealed partial class LinkContest(
    AgentGateway gateway, CloudNetStore store, LinkProbe probe, Replica replica, TimeProvider clock, ILogger<LinkContest> log)
{
    /// <summary>Gives the host to a link that has proven to be its.</summary>
    /// <returns>The host as it was when the link took it: another link may have come and changed it since it was read.</returns>
    /// <exception cref="LinkRefusal">Another machine is linked as this host, or the host was removed meanwhile.</exception>
    public async Task<HostIdentity> EnterAsync(AgentLink link, Hello hello, HostIdentity identity, CancellationToken cancel)
    {
        using var deed = DeedOf(link);
        var machine = MachineOf(hello);
        while (true)
        {
            var (holder, now) = (identity.Holder, clock.GetUtcNow());
            if (!holder.GivesWayTo(machine, IsAlive(link.Host, holder, now), now)) throw await RefuseAsync(link, hello, identity, now, cancel);
            await using var db = store.ForSystem();
            if (await LinkHolds.TakeAsync(db, link.Host, holder.Link, link.Id, machine, now, cancel)) return identity;
            identity = await HostIdentity.FindAsync(db, link.Host, cancel)
                ?? throw new LinkRefusal(LinkClose.HostRemoved, $"host {link.Host} was removed in the controller");
        }
    }

    /// <summary>The link is served: what was said of its machine's earlier tries is over.</summary>
    public async Task SettleAsync(AgentLink link, Hello hello, HostIdentity identity, CancellationToken cancel)
    {
        var machine = MachineOf(hello).ToString();
        if (!identity.Holder.Contenders.Contains(machine)) return;
        using var deed = DeedOf(link);
        await using var db = store.ForSystem();
        await LinkHolds.SettleAsync(db, link.Host, machine, cancel);
    }

    /// <summary>Takes the host from a link that cannot be served after all, and lets the host show why.</summary>
    public async Task LeaveAsync(AgentLink link, Hello hello, string why, CancellationToken cancel)
    {
        using var deed = DeedOf(link);
        await using var db = store.ForSystem();
        await LinkHolds.RefuseAsync(db, link.Host, link.Id, MachineOf(hello), why, clock.GetUtcNow(), cancel);
    }

    // A link that is open here is alive until it ends; one of another replica, as long as its host is heard of.
    private bool IsAlive(HostId host, LinkHolder holder, DateTimeOffset now) =>
        gateway.IsOpen(host, holder.Link) || (!replica.IsAlone && holder.IsHeardOf(now));

    private async Task<LinkRefusal> RefuseAsync(AgentLink link, Hello hello, HostIdentity identity, DateTimeOffset now, CancellationToken cancel)
    {
        var isTwin = identity.Holder.HasTwin(now);
        if (isTwin) LogTwin(log, identity.Name, link.From?.ToString());
        var why = isTwin ? TwinWords(link.From, hello.UnderlayAddress) : null;
        await using var db = store.ForSystem();
        await LinkHolds.RefuseAsync(db, link.Host, link.Id, MachineOf(hello), why, now, cancel);
        await probe.AskAsync(link.Host, cancel);
        return new(LinkClose.IdentityInUse, $"another machine is linked as host '{Short(identity.Name)}'; this one's link came from {link.From}");
    }

    private static string TwinWords(IPAddress? from, IPAddress underlay) =>
        $"A second machine, at {from} (underlay address {underlay}), has this host's key and is refused: one of the two is a copy of the other. On the copy, stop the agent, run "
        + "'cloudnet-agent clean', delete its state folder (/var/lib/cloudnet-agent), and enrol it under a name of its own.";

    private static string Short(string name) => name.Length <= 24 ? name : name[..23] + "…";

    private static IDisposable DeedOf(AgentLink link) => (Deed.OfHosts("Link", link.Host.Value) with { Address = link.From }).Begin();

    private static Machine MachineOf(Hello hello) => new(hello.BootId, hello.Netns);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Host}: a second machine, at {Address}, has its key and is refused: one of the two is a copy")]
    private static partial void LogTwin(ILogger log, string host, string? address);
}
