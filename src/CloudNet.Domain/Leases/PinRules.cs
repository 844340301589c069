using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Workloads;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Leases;

/// <summary>
/// Which address may be kept for which workload. A network knows an address by one name, and a workload of a network has one address of
/// each family.
/// </summary>
public static class PinRules
{
    /// <summary>Most pins of a network.</summary>
    public const int Most = 4_096;

    /// <summary>Most pins of one subnet: its holder's view has them all, and is told all of them where one changes.</summary>
    public const int MostOfSubnet = 256;

    /// <summary>The pin that was asked for, or everything that is wrong with it in itself, at once.</summary>
    public static Outcome<NewPin> Parse(PinAddress request, LeasedNetwork network)
    {
        List<FieldProblem> invalid = [];
        if (!WorkloadName.IsRight(request.Workload)) invalid.Add(NoName(request.Workload));
        var subnet = default(IPNetwork);
        if ((AddressText.Address("address", request.Address, out var address) ?? Fit(network, address, out subnet)) is { } problem) invalid.Add(problem);
        return invalid.Count > 0 ? Refusal.Invalid(invalid) : new NewPin(request.Workload!, address, subnet);
    }

    /// <summary>Refuses a pin that stands against another, or against a workload that has the address. One that is there already is in order.</summary>
    /// <param name="pin">What was asked for.</param>
    /// <param name="pins">The network's pins, as far as they are of that address or of that workload.</param>
    /// <param name="usedBy">Name of the workload that has the address now; null: none.</param>
    /// <param name="service">Name of the service that has the address; null: none.</param>
    public static Refusal? Conflict(NewPin pin, IReadOnlyCollection<PinState> pins, string? usedBy, string? service = null)
    {
        List<FieldProblem> conflicts = [];
        if (pins.FirstOrDefault(other => other.Address.Equals(pin.Address) && other.Workload != pin.Workload) is { } taken)
            conflicts.Add(new("address", $"{pin.Address} is pinned to workload {taken.Workload}.", "Remove that pin first, or choose another address."));
        else if (usedBy is not null && usedBy != pin.Workload)
            conflicts.Add(new("address", $"Workload {usedBy} has {pin.Address}.", "Detach it first, or choose another address."));
        if (service is not null)
            conflicts.Add(new("address", $"{pin.Address} is the address of service '{service}'.", "Choose another address, or remove that service first."));
        if (pins.FirstOrDefault(other => other.Workload == pin.Workload && IsOther(other.Address, pin.Address)) is { } has)
            conflicts.Add(new("workload", $"{FamilyName.Of(pin.Address.AddressFamily)} address {has.Address} is pinned to workload {pin.Workload}, and it has one of each family.",
                "Remove that pin first."));
        return Refusal.Of([], "The pin conflicts with what is there", conflicts);
    }

    /// <summary>Refuses one more where the network has as many as it may.</summary>
    public static Refusal Full(string network) => new(RefusalKind.Conflict, "The network has as many pins as it may",
        $"Network '{network}' has {Most:N0} pins, or the address's subnet {MostOfSubnet}. Remove those that nobody needs: GET /api/v1/networks/{network}/pins lists them.");

    /// <summary>Refuses to let go of an address that a workload has on a host which may have it by the pin alone.</summary>
    public static Refusal Away(IPAddress address, string workload, string host) => new(RefusalKind.Conflict, "The address is in use away from its subnet",
        $"Workload {workload} has {address} on host '{host}', which may have it by this pin alone. Detach it there first (cloudnet detach {workload}), or take the host out of the network.");

    private static bool IsOther(IPAddress one, IPAddress other) => one.AddressFamily == other.AddressFamily && !one.Equals(other);

    /// <summary>That is no name of a workload.</summary>
    internal static FieldProblem NoName(string? name) => string.IsNullOrEmpty(name)
        ? new("workload", "A name is required.", $"Give that of the workload: {WorkloadName.Form}.")
        : new("workload", $"{Quoted.Text(name)} is no name: it is {WorkloadName.Form}.", "Give the name that the workload is attached under.");

    private static FieldProblem? Fit(LeasedNetwork network, IPAddress address, out IPNetwork subnet)
    {
        subnet = default;
        if (network.Around(address) is not { } range)
            return new("address", $"{address} is not inside the range of network '{network.Name}', {network.RangeText}.", "Use an address of it.");
        subnet = RangeArithmetic.Around(address, range.SubnetLength);
        var addresses = new SubnetAddresses(subnet);
        return addresses.Contains(address)
            ? null
            : new("address", $"{address} is no workload's: of subnet {subnet} the first two addresses and, in IPv4, the last are the network's own.",
                $"Use one such as {addresses.First}.");
    }
}
