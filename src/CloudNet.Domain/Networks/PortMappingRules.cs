using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Workloads;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Networks;

/// <summary>
/// Which port of a host may lead to which workload. A port of a host and protocol leads to one, in whatever network it is, at whatever
/// address.
/// </summary>
public static class PortMappingRules
{
    /// <summary>Most mappings of a host: its view has them all.</summary>
    public const int Most = 1_000;

    /// <summary>The mapping that was asked for, or everything that is wrong with it in itself, at once.</summary>
    public static Outcome<NewPortMapping> Parse(CreatePortMapping request, LeasedNetwork network)
    {
        List<FieldProblem> invalid = [];
        if (string.IsNullOrEmpty(request.Host)) invalid.Add(new("host", "A host is required.", $"Give the name or id of one in network '{network.Name}'."));
        if (!WorkloadName.IsRight(request.Workload)) invalid.Add(PinRules.NoName(request.Workload));
        if (Protocol(request.Protocol, out var protocol) is { } noProtocol) invalid.Add(noProtocol);
        if (Ports(request.HostPort, out var ports) is { } noPorts) invalid.Add(noPorts);
        else if (Target(request.TargetPort, ports) is { } noTarget) invalid.Add(noTarget);
        IPAddress? address = null;
        if (request.HostAddress is not null && Address(request.HostAddress, network, out address) is { } noAddress) invalid.Add(noAddress);
        return invalid.Count > 0
            ? Refusal.Invalid(invalid)
            : new NewPortMapping(protocol, ports, address, request.Workload!, request.TargetPort ?? ports.First);
    }

    /// <summary>Refuses a mapping of ports that are taken.</summary>
    /// <param name="mapping">What was asked for.</param>
    /// <param name="host">The host's name.</param>
    /// <param name="uses">What ports of the host are taken by; those that it does not touch are no matter.</param>
    public static Refusal? Conflict(NewPortMapping mapping, string host, IEnumerable<PortUse> uses) => Refusal.Of([], "The port is taken",
    [
        .. uses.Where(use => use.Protocol == mapping.Protocol && use.Ports.First <= mapping.HostPort.Last && mapping.HostPort.First <= use.Ports.Last)
            .Take(1).Select(use => Taken(mapping.Protocol, host, use)),
    ]);

    /// <summary>Refuses a host that is not in the network.</summary>
    public static Refusal NotMember(string network, string host) => Refusal.Conflict("The host is not in the network",
    [
        new("host", $"Host '{host}' is not in network '{network}'.", $"Join it first, by PUT /api/v1/networks/{network}/hosts/{host}."),
    ]);

    /// <summary>Refuses one more where the host has as many as it may.</summary>
    public static Refusal Full(string network, string host) => new(RefusalKind.Conflict, "The host has as many port mappings as it may",
        $"Host '{host}' has {Most:N0} port mappings; a range of ports is one. "
        + $"Remove those that nobody needs: GET /api/v1/networks/{network}/port-mappings lists them.");

    /// <summary>How a protocol is written.</summary>
    public static string NameOf(TransportProtocol protocol) => protocol == TransportProtocol.Tcp ? "tcp" : "udp";

    private static FieldProblem Taken(TransportProtocol protocol, string host, PortUse use) => use.Service is { } service
        ? new("hostPort", $"Port {use.Ports} ({NameOf(protocol)}) of host '{host}' leads to service '{service}' of network '{use.Network}'.", "Choose another port.")
        : use.Workload is { } workload
        ? new("hostPort", $"Port {use.Ports} ({NameOf(protocol)}) of host '{host}' leads to workload {workload} of network '{use.Network}'.",
            "Remove that mapping first, or choose another port.")
        : new("hostPort", $"Port {use.Ports} ({NameOf(protocol)}) of host '{host}' carries network '{use.Network}' between its hosts.", "Choose another port.");

    private static FieldProblem? Protocol(string? text, out TransportProtocol protocol)
    {
        protocol = text == "udp" ? TransportProtocol.Udp : TransportProtocol.Tcp;
        return text is null or "tcp" or "udp" ? null : new("protocol", $"{Quoted.Text(text)} is no protocol of ports.", "Use tcp or udp.");
    }

    private static FieldProblem? Ports(string? text, out PortRange ports)
    {
        ports = default;
        return string.IsNullOrEmpty(text) ? new("hostPort", "A port is required.", "Give one such as 8080, or a range such as 8000-8010.")
            : PortRange.TryParse(text, null, out ports) ? null
            : new("hostPort", $"{Quoted.Text(text)} is no port of 1 to 65535, and no range from a lower to a higher one.", "Write it like 8080 or 8000-8010.");
    }

    private static FieldProblem? Target(int? target, PortRange ports) => target is not { } first ? null
        : first is < 1 or > PortRange.Greatest ? new("targetPort", $"{first} is no port of 1 to 65535.", "Give the workload's port, of a range its first.")
        : first + ports.Count - 1 > PortRange.Greatest
            ? new("targetPort", $"{ports.Count} ports from {first} on end beyond 65535.", $"Use {PortRange.Greatest - ports.Count + 1} or a lower one.")
            : null;

    private static FieldProblem? Address(string text, LeasedNetwork network, out IPAddress address)
    {
        if (AddressText.Address("hostAddress", text, out address) is { } problem) return problem;
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            return new("hostAddress", $"{address} is no address of a host.", "Leave it out: then the port is open at all of them.");
        if (address.Equals(IPAddress.IPv6Loopback))
            return new("hostAddress", "Packets to ::1 do not leave the host's own programs.", "Use 127.0.0.1, or an IPv6 address of the host.");
        return network.Families.Contains(address.AddressFamily)
            ? null
            : new("hostAddress", $"Network '{network.Name}' has no {FamilyName.Of(address.AddressFamily)}, and ports lead to addresses of their own family.",
                address.AddressFamily == AddressFamily.InterNetwork ? "Use an IPv6 address of the host." : "Use an IPv4 address of the host.");
    }
}
