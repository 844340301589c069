using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Services;
using CloudNet.Domain.Naming;

namespace CloudNet.Domain.Services;

/// <summary>Which ports a service may have.</summary>
public static class ServicePortRules
{
    private const int LongestName = 15;

    /// <summary>The ports that were asked for, by protocol and number; what is wrong with them is added to the problems.</summary>
    public static IReadOnlyList<ServicePort> Parse(IReadOnlyList<CreateServicePort> asked, List<FieldProblem> problems)
    {
        if (asked.Count is 0 or > ServiceBounds.Ports)
        {
            problems.Add(new("ports", $"A service has 1 to {ServiceBounds.Ports} ports; {asked.Count} were given.", "Give one such as {\"port\": 80}."));
            return [];
        }
        List<ServicePort> ports = [];
        foreach (var (port, index) in asked.Select((port, index) => ((CreateServicePort?)port ?? new(), index))) // In JSON a list may hold null.
        {
            var path = $"ports[{index}].";
            List<FieldProblem> own = [.. Check(path, port, out var protocol)];
            if (own.Count == 0)
            {
                if (ports.Any(other => other.Protocol == protocol && other.Port == port.Port))
                    own.Add(new($"{path}port", $"Port {port.Port} ({NameOf(protocol)}) is in the request twice.", "Give each port of a protocol once."));
                if (port.Name is not null && ports.Any(other => other.Name == port.Name))
                    own.Add(new($"{path}name", $"Two ports are called '{port.Name}'.", "Give each a name of its own, or none."));
                if (port.HostPort is not null && ports.Any(other => other.Protocol == protocol && other.HostPort == port.HostPort))
                    own.Add(new($"{path}hostPort", $"Port {port.HostPort} ({NameOf(protocol)}) of hosts is in the request twice.", "Give each port a port of its own, or none."));
                ports.Add(new(port.Port!.Value, port.TargetPort ?? port.Port.Value, protocol, port.Name, port.HostPort));
            }
            problems.AddRange(own);
        }
        return [.. ports.OrderBy(port => port.Protocol).ThenBy(port => port.Port)];
    }

    /// <summary>How a protocol is written.</summary>
    public static string NameOf(TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.Tcp => "tcp", TransportProtocol.Udp => "udp", _ => "sctp",
    };

    private static IEnumerable<FieldProblem> Check(string path, CreateServicePort port, out TransportProtocol protocol)
    {
        List<FieldProblem> problems = [];
        if (port.Port is null) problems.Add(new($"{path}port", "A port is required.", "Give one of 1 to 65535, such as 80."));
        else if (port.Port is < 1 or > PortRange.Greatest) problems.Add(new($"{path}port", $"{port.Port} is no port of 1 to 65535.", "Give one such as 80."));
        if (port.TargetPort is < 1 or > PortRange.Greatest)
            problems.Add(new($"{path}targetPort", $"{port.TargetPort} is no port of 1 to 65535.", "Give the backends' port, or leave it out where it is the same."));
        if (port.HostPort is < 1 or > PortRange.Greatest)
            problems.Add(new($"{path}hostPort", $"{port.HostPort} is no port of 1 to 65535.", "Give one such as 8080, or leave it out: then no port of hosts leads to it."));
        protocol = port.Protocol switch { "udp" => TransportProtocol.Udp, "sctp" => TransportProtocol.Sctp, _ => TransportProtocol.Tcp };
        if (port.Protocol is not (null or "tcp" or "udp" or "sctp"))
            problems.Add(new($"{path}protocol", $"{Quoted.Text(port.Protocol)} is no protocol of ports.", "Use tcp, udp or sctp."));
        if (port.Name is not null && !IsName(port.Name))
            problems.Add(new($"{path}name", $"{Quoted.Text(port.Name)} is no name of a port: it is lower-case letters, digits and hyphens, 1 to {LongestName} of them, "
                + "with a letter among them.", "Use one such as http, or leave it out."));
        return problems;
    }

    // As the names of RFC 6335, section 5.1, in small letters.
    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.Any(char.IsAsciiLetterLower)
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
