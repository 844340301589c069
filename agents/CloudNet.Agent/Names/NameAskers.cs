using System.Net;
using CloudNet.Agent.Attach;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Names;

/// <summary>Which networks a workload of this host is in: whoever is in several asks by one for the names of all.</summary>
/// <param name="current">What is attached.</param>
internal sealed class NameAskers(Func<AttachmentBook> current)
{
    private readonly Lock guard = new();
    private readonly Dictionary<(NetworkId, IPAddress), NetworkId[]> networks = [];
    private AttachmentBook? taken;

    /// <summary>The networks of the workload that has an address in one; none where it is not attached here.</summary>
    public IReadOnlyCollection<NetworkId> NetworksOf(NetworkId network, IPAddress address)
    {
        lock (guard)
        {
            var book = current();
            if (!ReferenceEquals(book, taken)) Take(book);
            return networks.GetValueOrDefault((network, address)) ?? [];
        }
    }

    private void Take(AttachmentBook book)
    {
        networks.Clear();
        foreach (var one in book.Entries.GroupBy(entry => entry.Target.Path))
        {
            NetworkId[] all = [.. one.Select(entry => entry.Attachment.Network).Distinct()];
            if (all.Length == 1) continue;
            foreach (var entry in one)
                foreach (var address in entry.Attachment.Addresses) networks[(entry.Attachment.Network, address)] = all;
        }
        taken = book;
    }
}
