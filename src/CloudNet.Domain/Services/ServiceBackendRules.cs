using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Services;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Labels;
using CloudNet.Domain.Leases;

namespace CloudNet.Domain.Services;

/// <summary>What may be behind a service: the workloads with some labels, or fixed addresses.</summary>
public static class ServiceBackendRules
{
    private static readonly IPNetwork[] Unreachable =
        [.. new[] { "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "fe80::/10", "ff00::/8" }.Select(IPNetwork.Parse)];
    private static readonly IPAddress[] NoHosts = [IPAddress.Any, IPAddress.Broadcast, IPAddress.IPv6Any, IPAddress.IPv6Loopback];

    /// <summary>The labels that were asked for, by their keys; what is wrong with them is added to the problems.</summary>
    public static IReadOnlyDictionary<string, string> Selector(IReadOnlyDictionary<string, string> asked, List<FieldProblem> problems)
    {
        if (asked.Count is 0 or > ServiceBounds.Terms)
            problems.Add(new("selector", $"A selector has 1 to {ServiceBounds.Terms} labels; {asked.Count} were given.",
                "Give those that the backends have and no other workload of the network, such as {\"app\": \"web\"}."));
        else problems.AddRange(LabelRules.Check("selector", asked));
        return new SortedDictionary<string, string>(new Dictionary<string, string>(asked), StringComparer.Ordinal);
    }

    /// <summary>The fixed backends that were asked for, in their order; what is wrong with them is added to the problems.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="network">The network.</param>
    /// <param name="families">The families that the service has an address of.</param>
    /// <param name="problems">The problems.</param>
    public static IReadOnlyList<FixedBackend> Fixed(
        IReadOnlyList<CreateFixedBackend> asked, LeasedNetwork network, IReadOnlyList<AddressFamily> families, List<FieldProblem> problems)
    {
        if (asked.Count is 0 or > ServiceBounds.FixedBackends)
        {
            problems.Add(new("backends", $"A service has 1 to {ServiceBounds.FixedBackends} fixed backends; {asked.Count} were given.",
                "Give one such as {\"address\": \"192.0.2.7\"}, or a selector."));
            return [];
        }
        List<FixedBackend> backends = [];
        HashSet<IPAddress> seen = [];
        foreach (var (backend, index) in asked.Select((backend, index) => ((CreateFixedBackend?)backend ?? new(), index)))
        {
            var path = $"backends[{index}].";
            var weight = backend.Weight ?? ServiceBounds.UsualWeight;
            if (weight is < 0 or > ServiceBounds.Weight)
                problems.Add(new($"{path}weight", $"A weight is 0 to {ServiceBounds.Weight}; {weight} was given.", "Use one in these bounds."));
            var wrong = AddressText.Address($"{path}address", backend.Address, out var address) ?? Fit($"{path}address", address, network, families);
            if (wrong is null && !seen.Add(address))
                wrong = new($"{path}address", $"{address} is in the request twice.", "Give each address once; a weight makes it more than another.");
            if (wrong is null) backends.Add(new(address, weight));
            else problems.Add(wrong);
        }
        return backends;
    }

    private static FieldProblem? Fit(string field, IPAddress address, LeasedNetwork network, IReadOnlyList<AddressFamily> families)
    {
        if (NoHosts.Contains(address) || Unreachable.Any(range => range.Contains(address)))
            return new(field, $"{address} is no address to reach a backend at: it is unspecified, broadcast, loopback, link-local or multicast.",
                "Give an address that every host of the network has a route to.");
        if (network.ServiceRanges.FirstOrDefault(range => range.Contains(address)) is { PrefixLength: > 0 } services)
            return new(field, $"{address} is in {services}, where the services of network '{network.Name}' have their addresses.",
                "Give the addresses of what is behind that service.");
        // Without any the service itself is refused.
        return families.Count == 0 || families.Contains(address.AddressFamily) ? null
            : new(field, $"The service has no {FamilyName.Of(address.AddressFamily)} address, and leads to backends of its own family.",
                $"Give an {FamilyName.Of(families[0])} address, or make a service with an {FamilyName.Of(address.AddressFamily)} address.");
    }
}
