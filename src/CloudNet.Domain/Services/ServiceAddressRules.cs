using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Services;

/// <summary>Which addresses a service may have.</summary>
public static class ServiceAddressRules
{
    private const int Most = 2;

    /// <summary>The addresses that were picked by hand, IPv4 first; what is wrong with them is added to the problems.</summary>
    public static IReadOnlyList<IPAddress> Parse(IReadOnlyList<string> asked, LeasedNetwork network, List<FieldProblem> problems)
    {
        if (asked.Count > Most)
        {
            problems.Add(new("addresses", $"A service has at most one address of each family; {asked.Count} were given.", "Give one IPv4 address, one IPv6 address, or both."));
            return [];
        }
        List<IPAddress> addresses = [];
        foreach (var (text, index) in asked.Select((text, index) => (text, index)))
        {
            var field = $"addresses[{index}]";
            var wrong = AddressText.Address(field, text, out var address) ?? Fit(field, address, network);
            if (wrong is null && addresses.Any(other => other.AddressFamily == address.AddressFamily))
                wrong = new(field, $"{address} would be its second {FamilyName.Of(address.AddressFamily)} address, and it has one of each family.", "Leave one of them out.");
            if (wrong is null) addresses.Add(address);
            else problems.Add(wrong);
        }
        return [.. addresses.OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork)];
    }

    /// <summary>The families that a service of the network gets an address of where none was picked, IPv4 first.</summary>
    public static IReadOnlyList<AddressFamily> Families(LeasedNetwork network) =>
        [.. network.Families.Where(family => network.Of(family).Any(range => range.ServiceRange is not null))];

    /// <summary>Refuses a service in a network that has no addresses for any.</summary>
    public static Refusal NoRange(LeasedNetwork network) => new(RefusalKind.Conflict, "The network has no addresses for services",
        $"Services have addresses from before the first subnet of a range, and the ranges of network '{network.Name}' ({network.RangeText}) give their subnets from "
        + $"their first address on. Add a range whose subnetMin is not its first address: POST /api/v1/networks/{network.Name}/ranges.");

    /// <summary>Refuses one more where all addresses of a family are taken.</summary>
    public static Refusal Full(LeasedNetwork network, AddressFamily family)
    {
        IPNetwork[] blocks = [.. network.Of(family).Select(range => range.ServiceRange).OfType<IPNetwork>()];
        var count = blocks.Aggregate(UInt128.Zero, (sum, block) => sum + new ServiceAddresses(block).Count);
        return new(RefusalKind.Conflict, "The network has no address left for services",
            $"Network '{network.Name}' gives its services {FamilyName.Of(family)} addresses from {string.Join(", ", blocks.Select(block => $"{block}"))}, and all {count} are taken: "
            + "by services, by subnets that are reserved there, or by pins. Remove a service that nobody needs, or give the network another range.");
    }

    private static FieldProblem? Fit(string field, IPAddress address, LeasedNetwork network)
    {
        ServiceAddresses[] blocks =
            [.. network.ServiceRanges.Where(block => block.BaseAddress.AddressFamily == address.AddressFamily).Select(block => new ServiceAddresses(block))];
        if (blocks.Any(block => block.Contains(address))) return null;
        var family = FamilyName.Of(address.AddressFamily);
        if (blocks.Length == 0)
            return new(field, $"Network '{network.Name}' has no {family} addresses for services: none before the first subnet of a range of it.",
                "Leave it out, or add a range whose subnetMin is not its first address.");
        var rule = blocks.Any(block => block.Block.Contains(address))
            ? $"{address} is the first or the last address of a block, and belongs to no service."
            : $"{address} is not where services of network '{network.Name}' have their {family} addresses: {string.Join(", ", blocks.Select(block => $"{block.Block}"))}.";
        return new(field, rule, $"Use one such as {blocks[0].Block.FirstUsable}, or leave it out for a free one.");
    }
}
