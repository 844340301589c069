using System.Net;
using CloudNet.Agent.Control;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Names;

namespace CloudNet.Agent.Names;

/// <summary>Answers people on this host who ask for names.</summary>
/// <param name="networks">The networks as they are built.</param>
/// <param name="book">What is known.</param>
internal sealed class NameDesk(LiveNetworks networks, NameBook book)
{
    /// <summary>What is known of a name, whole or as it stands before the network, or of an address.</summary>
    public ControlAnswer Look(LookupRequest request)
    {
        var (some, refusal) = Find(request.Network);
        if (refusal is not null) return refusal;
        var name = request.Name.TrimEnd('.').ToLowerInvariant();
        IReadOnlyList<NameState> found = IPAddress.TryParse(name, out var address)
            ? [.. some.SelectMany(network => Of(network, DnsNames.ReverseOf(address)))]
            : DnsNames.IsOwn(name) ? [.. some.SelectMany(network => Of(network, name)).DistinctBy(one => one.Name)]
            : [.. some.SelectMany(network => Of(network, $"{name}.{DnsNames.ZoneOf(network.Settings.Name)}")), .. Below(some, name)];
        return found.Count > 0 ? new LookupAnswer(found) : new RefusedAnswer(
            $"Nothing is known of {request.Name}{(request.Network is null ? "" : $" in network {request.Network}")}. "
            + "Give the name of a workload or a service, such as web or web.blue, or an address; 'cloudnet ps' lists the workloads of this host.");
    }

    /// <summary>How workloads of a network find names.</summary>
    public ControlAnswer How(NamesRequest request)
    {
        var (some, refusal) = Find(request.Network);
        return refusal ?? (ControlAnswer)new NamesAnswer(Servers(some[0]), Search(some[0].Settings.Name));
    }

    /// <summary>The addresses of this host that answer a network's workloads.</summary>
    public static IReadOnlyList<IPAddress> Servers(NetworkOnHost network) => [.. network.Subnets.Select(subnet => subnet.Gateway)];

    /// <summary>What a network's workloads need not write: their own network, and that it is CloudNet's.</summary>
    public static IReadOnlyList<string> Search(string network) => [DnsNames.ZoneOf(network), DnsNames.Zone];

    // web.blue, as a workload of any network may write it.
    private IEnumerable<NameState> Below(IEnumerable<NetworkOnHost> some, string name) => name.Contains('.', StringComparison.Ordinal)
        ? some.SelectMany(network => Of(network, $"{name}.{DnsNames.Zone}")).DistinctBy(one => one.Name)
        : [];

    private IEnumerable<NameState> Of(NetworkOnHost network, string name) => book.Look([network.View.Id], name) switch
    {
        { Addresses: var addresses, Targets: var targets, Names: var names } when addresses.Length + targets.Length + names.Length > 0 =>
            [new(name, addresses, [.. targets.Select(target => $"{target.Name}:{target.Port}")], names)],
        _ => [],
    };

    private (IReadOnlyList<NetworkOnHost> Some, RefusedAnswer? Refusal) Find(string? name)
    {
        var all = networks.Current.OrderBy(network => network.Settings.Name, StringComparer.Ordinal).ToArray();
        NetworkOnHost[] some = name is null ? all : [.. all.Where(network => network.Settings.Name == name || $"{network.View.Id}" == name)];
        return some.Length > 0 ? (some, null)
            : (some, new(name is null ? "This host is in no network yet."
                : $"This host is in no network {name}. 'cloudnet status' lists those that it is in."));
    }
}
