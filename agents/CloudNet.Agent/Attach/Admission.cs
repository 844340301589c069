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

    /// <summary>The network and the host's subnet in it.</summary>
    public (NetworkView? Network, IPNetwork Lease, string? Refusal) Lease(string nameOrId)
    {
        if (views.Network(nameOrId) is not { } network)
        {
            var known = views.Networks.Select(other => other.Settings.Name).Order(StringComparer.Ordinal).ToArray();
            var has = known.Length == 0 ? "in no network" : $"in {string.Join(", ", known)}";
            return (null, default, $"This host is not in a network '{nameOrId}'; it is {has}. Let it join in the controller first.");
        }
        return network.Members.TryGetValue(views.Self, out var self) && Ipv4.Subnet(self) is { } subnet
            ? (network, subnet, null)
            : (null, default, $"This host has no subnet in network {network.Settings.Name} yet. Try again in a moment; 'cloudnet status' shows what it has.");
    }

    /// <summary>The address for a workload.</summary>
    public (IPAddress? Address, string? Refusal) Address(NetworkView network, IPNetwork lease, string name, IPAddress? asked)
    {
        var pool = new AddressPool(lease);
        var used = book.InUse(network.Id);
        if (asked is not null) return Asked(pool, network, asked);
        if (book.Lately(network.Id, name, clock.GetUtcNow()) is { } lately && pool.Holds(lately) && !used.Contains(lately)) return (lately, null);
        return pool.Lowest(used) is { } lowest
            ? (lowest, null)
            : (null, $"No address is free in this host's subnet {lease} of network {network.Settings.Name}: {used.Count(pool.Holds)} of {pool.Capacity} are in use. "
                + "Detach a workload, or use a host or a network with a larger subnet.");
    }

    /// <summary>The new entry, or why the host holds no more.</summary>
    public (AttachmentEntry? Entry, string? Refusal) Admit(AttachAsk ask, NetworkView network, NetnsTarget target, string name, string link, IPAddress address)
    {
        if (book.Count >= LinkLimits.Entries) return (null, $"This host has {book.Count} workloads, the most that it may have.");
        var id = WorkloadId.New(clock);
        // The last octets of a version 7 UUID are random (RFC 9562).
        var mac = MacAddress.Local(id.Value.ToByteArray(bigEndian: true).AsSpan(11));
        var attachment = new Attachment(id, network.Id, name, address, mac, target.Path, link, ask.Labels, clock.GetUtcNow());
        var entry = new AttachmentEntry(attachment, target);
        return WorkloadReports.SizeOf(book.With(entry)) <= LargestReport
            ? (entry, null)
            : (null, "The names and labels of this host's workloads are more than it can report. Use fewer or shorter labels.");
    }

    private (IPAddress? Address, string? Refusal) Asked(AddressPool pool, NetworkView network, IPAddress asked)
    {
        if (!pool.Holds(asked))
        {
            return (null, $"The address {asked} cannot be given: a workload on this host has one of {pool.Lease} in network {network.Settings.Name}, "
                + "other than the first two and the last.");
        }
        var owner = book.Entries.FirstOrDefault(entry => entry.Attachment.Network == network.Id && entry.Attachment.Address.Equals(asked));
        return owner is null
            ? (asked, null)
            : (null, $"The address {asked} is in use by workload {owner.Attachment.Name} of network {network.Settings.Name}.");
    }
}
