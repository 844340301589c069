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
    /// <summary>The reservation that was asked for, or everything that is wrong with it in itself, at once.</summary>
    public static Outcome<NewReservation> Parse(ReserveSubnet request, LeasedNetwork network)
    {
        List<FieldProblem> invalid = [];
        if (NameRules.Host("host", request.Host) is { } nameProblem) invalid.Add(nameProblem);
        if ((AddressText.Range("subnet", request.Subnet, $"{network.Ranges[0].Example}", out var subnet) ?? Fit(network, subnet)) is { } subnetProblem)
            invalid.Add(subnetProblem);
        return invalid.Count > 0 ? Refusal.Invalid(invalid) : new NewReservation(request.Host!, subnet);
    }

    /// <summary>
    /// Refuses a reservation that stands against another lease. One that is there already, or a subnet that the host holds
    /// already, is in order.
    /// </summary>
    /// <param name="reservation">What was asked for.</param>
    /// <param name="leases">The network's leases, as far as they are of that subnet or of that host.</param>
    /// <param name="service">Name of a service with an address in that subnet; null: there is none.</param>
    public static Refusal? Conflict(NewReservation reservation, IReadOnlyCollection<LeaseState> leases, string? service = null)
    {
        List<FieldProblem> conflicts = [];
        if (Taken(reservation.HostName, reservation.Subnet, leases) is { } taken) conflicts.Add(taken);
        if (service is not null)
            conflicts.Add(new("subnet", $"Service '{service}' has its address in {reservation.Subnet}.", "Choose another subnet, or remove that service first."));
        if (OtherSubnet(reservation.HostName, reservation.Subnet, leases) is { } other) conflicts.Add(other);
        return Refusal.Of([], service is null ? "The reservation conflicts with another lease" : "The reservation conflicts with what is there", conflicts);
    }

    private static FieldProblem? Fit(LeasedNetwork network, IPNetwork subnet)
    {
        if (network.Ranges.FirstOrDefault(range => range.Range.Contains(subnet)) is not { } range)
            return new("subnet", $"{subnet} is not inside the range of network '{network.Name}', {network.RangeText}.",
                $"Use a subnet of it, such as {network.Ranges[0].Example}.");
        return subnet.PrefixLength == range.SubnetLength
            ? null
            : new("subnet", $"Subnets of network '{network.Name}' are /{range.SubnetLength}; {subnet} is not.", $"Use one such as {range.Example}.");
    }

    private static FieldProblem? Taken(string host, IPNetwork subnet, IEnumerable<LeaseState> leases) =>
        leases.FirstOrDefault(lease => lease.Subnet == subnet && !IsOf(lease, host)) is { } lease
            ? new("subnet", $"{subnet} is {lease.Owner}.", "Choose another subnet, or free that one first.")
            : null;

    private static FieldProblem? OtherSubnet(string host, IPNetwork subnet, IEnumerable<LeaseState> leases) =>
        leases.FirstOrDefault(lease => lease.Subnet != subnet && lease.Family == subnet.BaseAddress.AddressFamily && IsOf(lease, host)) is { } lease
            ? new("host", $"{lease.Subnet} is {lease.Owner} already, and a host has one {FamilyName.Of(subnet.BaseAddress.AddressFamily)} subnet in a network.",
                lease.ReservedFor == host ? "End that reservation first." : "Reserve that one, or take the host out of the network first.")
            : null;

    // A lease that another host holds is not this host's, though it may be reserved for its name.
    private static bool IsOf(LeaseState lease, string host) => (lease.Holder is null ? lease.ReservedFor : lease.HolderName) == host;
}
