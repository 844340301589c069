using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Traces;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Traces;

/// <summary>What can be traced, and between which addresses.</summary>
public static class TraceRules
{
    private const int LongestName = 63;

    /// <summary>What was asked for, or everything that is wrong with it in itself, at once.</summary>
    public static Outcome<NewTrace> Parse(CreateTrace request)
    {
        List<FieldProblem> invalid = [];
        Check("from", request.From, "a workload's name or address, or a host's name", invalid);
        Check("to", request.To, "a workload, a host, or any address", invalid);
        TraceProtocol? protocol = request.Protocol switch
        {
            null or "icmp" => TraceProtocol.Icmp, "tcp" => TraceProtocol.Tcp, "udp" => TraceProtocol.Udp, _ => null,
        };
        if (protocol is null) invalid.Add(new("protocol", $"{Quoted.Text(request.Protocol!)} is nothing that can be traced.", "Use icmp, tcp or udp."));
        else if (Port(protocol.Value, request.Port) is { } noPort) invalid.Add(noPort);
        return invalid.Count > 0 ? Refusal.Invalid(invalid) : new NewTrace(request.From!, request.To!, protocol!.Value, request.Port);
    }

    /// <summary>Between which addresses of the two the packet goes; or why between none.</summary>
    /// <param name="trace">What was asked for.</param>
    /// <param name="from">What the sender may be; empty: there is no such thing.</param>
    /// <param name="to">What the receiver may be.</param>
    /// <param name="network">The only network that the sender's address may be in; null: any.</param>
    public static Outcome<(TraceEnd From, TraceEnd To)> Choose(
        NewTrace trace, IReadOnlyList<TraceEnd> from, IReadOnlyList<TraceEnd> to, NetworkId? network)
    {
        if (from.Count == 0) return Unknown("from", trace.From);
        if (to.Count == 0) return Unknown("to", trace.To);
        if (network is not null)
        {
            from = [.. from.Where(end => end.Network == network)];
            if (to.Any(end => end.Network == network)) to = [.. to.Where(end => end.Network == network)];
        }
        if (Several(from) is { } senders) return Ambiguous("from", trace.From, senders);
        if (Several(to) is { } receivers) return Ambiguous("to", trace.To, receivers);
        var pairs =
            from one in @from
            where one.Host is not null
            from other in to
            where one.Address.AddressFamily == other.Address.AddressFamily && !one.Address.Equals(other.Address)
            orderby one.Network == other.Network ? 0 : 1
            select (one, other);
        if (pairs.Select(pair => ((TraceEnd, TraceEnd)?)pair).FirstOrDefault() is not var (sender, receiver))
            return Refusal.Conflict("Nothing can be sent between the two",
            [
                new("from", $"{Quoted.Text(trace.From)} has no address{(network is null ? "" : " in that network")} of a family that {Quoted.Text(trace.To)} has too.",
                    "Trace from a workload, or from a host that is in a network."),
            ]);
        if (WhyNot(trace, sender, receiver) is { } notThere) return notThere;
        return sender.IsLinked ? (sender, receiver)
            : Refusal.Conflict("The host is not linked", [new("from", $"Host '{sender.HostName}' is not linked to the controller.", NotLinked)]);
    }

    // A trace is of what workloads meet: it shows nobody what a host reaches by itself.
    private static Refusal? WhyNot(NewTrace trace, TraceEnd sender, TraceEnd receiver) =>
        SpecialRanges.Within(receiver.Address) is { } special
            ? Refusal.Invalid([new("to", $"{receiver.Address} lies in {special}, to which nothing is sent through networks.", "Name a workload, a host, or another address.")])
        : sender.Workload is null && receiver.Network is null && trace.Protocol != TraceProtocol.Icmp
            ? Refusal.Invalid([new("to", $"A host itself sends TCP and UDP to its networks alone, and {receiver.Address} is in none.", "Trace from a workload, or use icmp.")])
        : null;

    private const string NotLinked = "See 'cloudnet status' on it; what CloudNet built there goes on all the same.";

    private static void Check(string field, string? text, string what, List<FieldProblem> invalid)
    {
        if (string.IsNullOrWhiteSpace(text)) invalid.Add(new(field, "It is required.", $"Name {what}."));
        else if (text.Length > LongestName || text.Any(char.IsControl)) invalid.Add(new(field, $"{Quoted.Text(text)} is no name and no address.", $"Name {what}."));
    }

    private static FieldProblem? Port(TraceProtocol protocol, int? port) => protocol == TraceProtocol.Icmp
        ? port is null ? null : new("port", "ICMP has no ports.", "Leave it out, or say tcp or udp.")
        : port is >= 1 and <= PortRange.Greatest ? null : new("port", "A port of 1 to 65535 is required with TCP and UDP.", "Give the one that the receiver listens at.");

    private static string[]? Several(IReadOnlyList<TraceEnd> ends)
    {
        string[] names = [.. ends.Where(end => end.Workload is not null).Select(end => $"{end.WorkloadName} on {end.HostName} in {end.NetworkName}").Distinct()];
        return ends.Where(end => end.Workload is not null).Select(end => (end.Host, end.Workload)).Distinct().Count() > 1 ? names : null;
    }

    private static Refusal Unknown(string field, string text) => Refusal.Invalid(
        [new(field, $"There is no workload {Quoted.Text(text)}, and no host of that name in a network.", "GET /api/v1/workloads and GET /api/v1/hosts list them; an address can be given too.")]);

    private static Refusal Ambiguous(string field, string text, string[] all) => Refusal.Conflict("There are several workloads of that name",
        [new(field, $"{Quoted.Text(text)} may be {string.Join(", ", all.Take(5))}.", "Give its address, or the network.")]);
}
