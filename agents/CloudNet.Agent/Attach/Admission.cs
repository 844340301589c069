using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Attach;

/// <summary>Decides whether a workload may be attached, and with which address: what can be said without asking the kernel.</summary>
/// <param name="views">What the host knows.</param>
/// <param name="book">The attachments there are.</param>
/// <param name="clock">Gives ids and times.</param>
internal sealed class Admission(ViewSet views, AttachmentBook book, TimeProvider clock)
{
    // Half of what a message may hold: JSON escapes may double a label.
    private const int LargestReport = LinkLimits.MessageBytes / 2;

    /// <summary>The network and the host's leases in it, IPv4 first.</summary>
    public (NetworkView? Network, ImmutableArray<IPNetwork> Leases, string? Refusal) Leases(string nameOrId)
    {
        if (views.Network(nameOrId) is not { } network)
        {
            var known = views.Networks.Select(other => other.Settings.Name).Order(StringComparer.Ordinal).ToArray();
            var has = known.Length == 0 ? "in no network" : $"in {string.Join(", ", known)}";
            return (null, [], $"This host is not in a network '{nameOrId}'; it is {has}. Let it join in the controller first.");
        }
        return network.Members.TryGetValue(views.Self, out var self) && !self.Leases.IsEmpty
            ? (network, [.. self.Subnets().OrderBy(subnet => subnet.BaseAddress.AddressFamily)], null)
            : (null, [], $"This host has no subnet in network {network.Settings.Name} yet. Try again in a moment; 'cloudnet status' shows what it has.");
    }

    /// <summary>The addresses for a workload: one from each lease, or why not all can be had.</summary>
    public (ImmutableArray<IPAddress> Addresses, string? Refusal) Addresses(
        NetworkView network, ImmutableArray<IPNetwork> leases, string name, ImmutableArray<IPAddress> asked, IReadOnlySet<IPAddress> foreign)
    {
        var pools = leases.Select(lease => new AddressPool(lease)).ToArray();
        var pins = views.PinsOf(network.Id).ToLookup(pin => pin.Workload == name, pin => pin.Address);
        IPAddress[] own = [.. pins[true].Where(pin => pools.Any(pool => pool.Holds(pin))), .. Carried(pools, network, name)];
        var others = pins[false].ToHashSet();
        foreach (var address in asked.Concat(own)) if (Refusal(pools, network, name, own, address) is { } refusal) return ([], refusal);
        var lately = book.Lately(network.Id, name, clock.GetUtcNow());
        var used = book.InUse(network.Id).Union(others).Union(foreign);
        var resting = book.Resting(network.Id, clock.GetUtcNow()).Where(address => !used.Contains(address)).ToArray();
        var (taken, addresses) = (used.Union(resting), ImmutableArray.CreateBuilder<IPAddress>(pools.Length));
        foreach (var pool in pools)
        {
            // Where all that is left rests, what has rested longest.
            var address = asked.Concat(own).FirstOrDefault(of => of.AddressFamily == pool.Lease.BaseAddress.AddressFamily)
                ?? lately.FirstOrDefault(was => pool.Holds(was) && !used.Contains(was))
                ?? pool.Lowest(taken) ?? resting.FirstOrDefault(pool.Holds);
            if (address is null) return ([], Full(pool, network, others));
            addresses.Add(address);
        }
        return (addresses.ToImmutable(), null);
    }

    /// <summary>The new entry, or why the host holds no more.</summary>
    public (AttachmentEntry? Entry, string? Refusal) Admit(AttachAsk ask, NetworkView network, NetnsTarget target, string name, string link,
        ImmutableArray<IPAddress> addresses)
    {
        if (book.Count >= LinkLimits.Entries) return (null, $"This host has {book.Count} workloads, the most that it may have.");
        // One that comes back is none too many: the controller has perhaps not heard yet that it went.
        if (network.Settings.WorkloadsFull is { } full && book.Lately(network.Id, name, clock.GetUtcNow()).IsEmpty)
        {
            return (null, $"The tenant has as many workloads as it may, {full:N0}. Detach one and try again after some seconds, "
                + "or ask an administrator of the controller for more.");
        }
        var id = WorkloadId.New(clock);
        // The last octets of a version 7 UUID are random (RFC 9562).
        var mac = network.Settings.Plane.IsLayer2 ? AddressMac.OfWorkload(addresses[0]) : MacAddress.Local(id.Value.ToByteArray(bigEndian: true).AsSpan(11));
        var attachment = new Attachment(
            id, network.Id, name, addresses, mac, target.Path, link, ask.Labels, clock.GetUtcNow(), Place(target),
            IsCarried: !addresses.All(address => network.Members[views.Self].Subnets().Any(subnet => subnet.Contains(address))));
        var entry = new AttachmentEntry(attachment, target, ask.WithoutDns);
        return WorkloadReports.SizeOf(book.With(entry)) <= LargestReport
            ? (entry, null)
            : (null, "The names and labels of this host's workloads are more than it can report. Use fewer or shorter labels.");
    }

    // Behind the networks that the namespace is in.
    private int Place(NetnsTarget target) =>
        book.Entries.Where(entry => Netns.Same(entry.Target, target)).Select(entry => entry.Attachment.Place + 1).DefaultIfEmpty().Max();

    // On a segment that all hosts share, what is pinned to the workload out of another host's subnet: it is on the link of this one's too.
    private IEnumerable<IPAddress> Carried(AddressPool[] pools, NetworkView network, string name) =>
        from pin in network.Settings.Plane.IsLayer2 ? views.WorkloadsOf(network.Id)?.AllPins ?? [] : []
        where pin.Workload == name && !pools.Any(pool => pool.Holds(pin.Address))
            && network.Settings.Ranges.Any(range => range.Contains(pin.Address) && pools.Any(pool => range.Contains(pool.Lease.BaseAddress)))
        select pin.Address;

    private string? Refusal(AddressPool[] pools, NetworkView network, string name, IPAddress[] own, IPAddress asked)
    {
        var (family, of) = (asked.AddressFamily, network.Settings.Name);
        if (!pools.Any(pool => pool.Holds(asked)) && !own.Contains(asked))
        {
            return $"The address {asked} cannot be given: a workload on this host has one of {string.Join(" and ", pools.Select(pool => pool.Lease))} "
                + $"in network {of}, other than the first two and, in IPv4, the last.";
        }
        if (book.Entries.FirstOrDefault(entry => entry.Attachment.Network == network.Id && entry.Attachment.Addresses.Contains(asked)) is { } owner)
        {
            return $"The address {asked} is in use by workload {owner.Attachment.Name} of network {of}."
                + (own.Contains(asked) ? $" It is pinned to {name}: detach {owner.Attachment.Name} first, with cloudnet detach {owner.Attachment.Name} --network {of}" : "");
        }
        if (views.PinsOf(network.Id).FirstOrDefault(pin => pin.Address.Equals(asked) && pin.Workload != name) is { } pinned)
            return $"The address {asked} is pinned to workload {pinned.Workload} of network {of}. Ask for another, or have the pin removed.";
        return own.FirstOrDefault(pin => pin.AddressFamily == family && !pin.Equals(asked)) is { } other
            ? $"Workload {name} of network {of} has the address {other} pinned to it, not {asked}. Attach it without --address, or have the pin changed."
            : null;
    }

    private string Full(AddressPool pool, NetworkView network, IReadOnlySet<IPAddress> pinned)
    {
        var used = book.InUse(network.Id);
        var kept = pinned.Count(address => pool.Holds(address) && !used.Contains(address));
        return $"No address is free in this host's subnet {pool.Lease} of network {network.Settings.Name}: {used.Count(pool.Holds)} of {pool.Capacity} are in use"
            + (kept > 0 ? $" and {kept} pinned to other workloads" : "") + ". Detach a workload, or use a host or a network with a larger subnet.";
    }
}
