using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Names;

/// <summary>
/// All names that a host knows: <c>WORKLOAD.NETWORK.cloudnet.internal</c>, <c>SERVICE.NETWORK.cloudnet.internal</c>,
/// <c>_PORT._PROTOCOL.SERVICE.NETWORK.cloudnet.internal</c>, and the names of their addresses. Who asks is told of the networks that he is in, and of those
/// that these are peered with; for him there are no others. No I/O; may be asked while it takes what is new.
/// </summary>
internal sealed class NameBook
{
    private readonly Lock guard = new();
    private readonly Dictionary<NetworkId, NamedNetwork> networks = [];

    /// <summary>Takes what is known now.</summary>
    /// <param name="built">The networks as they are built.</param>
    /// <param name="servicesOf">Tells a network's services; null: not known.</param>
    /// <param name="workloadsOf">Tells its workloads; null: not known.</param>
    public void Take(
        IReadOnlyCollection<NetworkOnHost> built, Func<NetworkId, ServicesView?> servicesOf, Func<NetworkId, WorkloadsView?> workloadsOf)
    {
        lock (guard)
        {
            foreach (var gone in networks.Keys.Except(built.Select(network => network.View.Id)).ToArray()) networks.Remove(gone);
            foreach (var network in built)
            {
                var id = network.View.Id;
                if (networks.TryGetValue(id, out var named)) named.Network = network;
                else networks.Add(id, named = new() { Network = network });
                named.Take(servicesOf(id), workloadsOf(id));
            }
        }
    }

    /// <summary>What is known of a name.</summary>
    /// <param name="asker">The networks that who asks is in.</param>
    /// <param name="name">The name.</param>
    public NameAnswer Look(IReadOnlyCollection<NetworkId> asker, string name)
    {
        lock (guard)
        {
            if (DnsNames.IsOwn(name))
                return DnsNames.Parts(name) is not var (before, network) ? NameAnswer.Empty
                    : Open(asker).FirstOrDefault(one => one.Network.Settings.Name == network)?.Look(before) ?? NameAnswer.None;
            return DnsNames.Reversed(name) is { } address && Open(asker).FirstOrDefault(one => Holds(one, address)) is { } having
                ? having.Look(address)
                : NameAnswer.Foreign;
        }
    }

    private IEnumerable<NamedNetwork> Open(IReadOnlyCollection<NetworkId> asker) =>
        from id in asker.Concat(asker.SelectMany(one => networks.GetValueOrDefault(one)?.Network.Peered.Select(view => view.Id) ?? [])).Distinct()
        let network = networks.GetValueOrDefault(id)
        where network is not null
        select network;

    private static bool Holds(NamedNetwork network, IPAddress address) =>
        network.Network.Settings.Ranges.Any(range => range.Contains(address));
}
