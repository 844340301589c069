using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Networks;

/// <summary>Which networks may be peered.</summary>
public static class PeeringRules
{
    /// <summary>Most peerings of a network: its hosts are told of all of them.</summary>
    public const int Most = 64;

    /// <summary>Refuses two networks that cannot be peered; null where they can.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    public static Refusal? WhyNot(LeasedNetwork one, LeasedNetwork other) => one.Name == other.Name
        ? Refusal.Invalid([new("peerNetwork", $"Network '{one.Name}' is open to itself.", "Name two networks.")])
        : one.Families.Intersect(other.Families).Any()
        ? null
        : Refusal.Conflict("The networks have no address family in common",
        [
            new("peerNetwork", $"Network '{one.Name}' has {Families(one)} alone, and '{other.Name}' {Families(other)}.",
                "Peer networks that both have IPv4, or both IPv6; a network can be made with a range of each."),
        ]);

    /// <summary>Refuses one more where a network has as many as it may.</summary>
    public static Refusal? Full(string network, int peerings) => peerings < Most ? null : new(
        RefusalKind.Conflict, "The network has as many peerings as it may",
        $"Network '{network}' is peered with {peerings:N0} networks. End those that nobody needs: GET /api/v1/networks/{network}/peerings lists them.");

    private static string Families(LeasedNetwork network) => string.Join(" and ", network.Families.Select(FamilyName.Of));
}
