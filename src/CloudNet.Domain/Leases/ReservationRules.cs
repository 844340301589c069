using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Leases;

/// <summary>Which subnet may be kept for which host.</summary>
public static class ReservationRules
{
    /// <summary>
    /// The reservation that was asked for, or everything that is wrong with it at once. One that is there already, or a subnet
    /// that the host holds already, is in order.
    /// </summary>
    public static Outcome<NewReservation> Parse(ReserveSubnet request, LeasedNetwork network, IReadOnlyCollection<LeaseState> leases)
    {
        List<FieldProblem> invalid = [], conflicts = [];
        if (NameRules.Host("host", request.Host) is { } nameProblem) invalid.Add(nameProblem);
        var example = network.Range.Subnet(network.SubnetLength, 1).ToString();
        var subnetProblem = AddressText.Range("subnet", request.Subnet, example, out var subnet) ?? Fit(network, subnet, example);
        if (subnetProblem is not null) invalid.Add(subnetProblem);
        else if (Taken(request.Host, subnet, leases) is { } taken) conflicts.Add(taken);
        if (OtherSubnet(request.Host, subnet, leases) is { } other) conflicts.Add(other);

        return Refusal.Of(invalid, "The reservation conflicts with another lease", conflicts) is { } refusal
            ? refusal
            : new NewReservation(request.Host ?? "", subnet);
    }

    private static FieldProblem? Fit(LeasedNetwork network, IPNetwork subnet, string example) =>
        !network.Range.Contains(subnet)
            ? new("subnet", $"{subnet} is not inside the range of network '{network.Name}', {network.Range}.",
                $"Use a subnet of it, such as {example}.")
        : subnet.PrefixLength != network.SubnetLength
            ? new("subnet", $"Subnets of network '{network.Name}' are /{network.SubnetLength}; {subnet} is not.", $"Use one such as {example}.")
        : null;

    private static FieldProblem? Taken(string? host, IPNetwork subnet, IEnumerable<LeaseState> leases) =>
        leases.FirstOrDefault(lease => lease.Subnet == subnet && !IsOf(lease, host)) is { } lease
            ? new("subnet", $"{subnet} is {lease.Owner}.", "Choose another subnet, or free that one first.")
            : null;

    private static FieldProblem? OtherSubnet(string? host, IPNetwork subnet, IEnumerable<LeaseState> leases) =>
        leases.FirstOrDefault(lease => lease.Subnet != subnet && IsOf(lease, host)) is { } lease
            ? new("host", $"{lease.Subnet} is {lease.Owner} already, and a host has one subnet in a network.",
                lease.ReservedFor == host ? "End that reservation first." : "Reserve that one, or take the host out of the network first.")
            : null;

    // A lease that another host holds is not this host's, though it may be reserved for its name.
    private static bool IsOf(LeaseState lease, string? host) => (lease.Holder is null ? lease.ReservedFor : lease.HolderName) == host;
}
