using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;

namespace CloudNet.Domain.Policies;

/// <summary>Which ports a policy may be about.</summary>
public static class PolicyPortRules
{
    /// <summary>The ports that were asked for, by protocol and number; what is wrong with them is added to the problems.</summary>
    public static IReadOnlyList<PolicyPort> Parse(IReadOnlyList<CreatePolicyPort> asked, List<FieldProblem> problems)
    {
        if (asked.Count > PolicyBounds.Ports)
        {
            problems.Add(new("ports", $"A policy has at most {PolicyBounds.Ports} ports; {asked.Count} were given.", "Give ranges, such as {\"port\": 8000, \"to\": 8099}."));
            return [];
        }
        List<PolicyPort> ports = [];
        foreach (var (port, index) in asked.Select((port, index) => ((CreatePolicyPort?)port ?? new(), index))) // In JSON a list may hold null.
        {
            List<FieldProblem> own = [.. Check($"ports[{index}].", port)];
            problems.AddRange(own);
            if (own.Count == 0) ports.Add(new(ProtocolOf(port.Protocol), port.Port, port.To == port.Port ? null : port.To));
        }
        return [.. ports.Distinct().OrderBy(port => port.Protocol).ThenBy(port => port.Port).ThenBy(port => port.To)];
    }

    private static PolicyProtocol ProtocolOf(string? asked) => asked switch
    {
        "udp" => PolicyProtocol.Udp, "sctp" => PolicyProtocol.Sctp, "icmp" => PolicyProtocol.Icmp, _ => PolicyProtocol.Tcp,
    };

    private static IEnumerable<FieldProblem> Check(string path, CreatePolicyPort port)
    {
        if (port.Protocol is not (null or "tcp" or "udp" or "sctp" or "icmp"))
            yield return new($"{path}protocol", $"{Quoted.Text(port.Protocol)} is no protocol of policies.", "Use tcp, udp, sctp or icmp.");
        if (port.Protocol == "icmp" && (port.Port ?? port.To) is not null)
        {
            yield return new($"{path}port", "ICMP has no ports.", "Leave it out.");
            yield break;
        }
        if (port.Port is < 1 or > PortRange.Greatest) yield return new($"{path}port", $"{port.Port} is no port of 1 to 65535.", "Give one such as 80.");
        if (port.To is null) yield break;
        if (port.Port is null) yield return new($"{path}port", "A range begins with a port.", "Give its first port.");
        else if (port.To < port.Port || port.To > PortRange.Greatest)
            yield return new($"{path}to", $"{port.To} is no end of a range that begins with {port.Port}.", $"Give a port of {port.Port} to 65535, or leave it out.");
    }
}
