using System.Collections.Immutable;
using System.Net;
using ARSoft.Tools.Net.Dns;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Names;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Names;

/// <summary>Answers the questions of one network's workloads, and of the host itself.</summary>
/// <param name="book">What is known.</param>
/// <param name="askers">Tells which networks a workload of this host is in.</param>
/// <param name="upstream">Knows the rest.</param>
internal sealed class NameResolver(NameBook book, NameAskers askers, Upstream upstream)
{
    private const ushort Payload = 1232; // bytes, as Upstream's

    /// <summary>The answer to a question.</summary>
    /// <param name="network">The network by whose gateway it came.</param>
    /// <param name="query">The question.</param>
    /// <param name="asker">Who asks.</param>
    /// <param name="byTcp">Whether by TCP.</param>
    /// <param name="own">Addresses of this host's that are asked here.</param>
    /// <param name="stop">Ends the waiting for others.</param>
    public async Task<DnsMessage> AnswerAsync(
        NetworkOnHost network, DnsMessage query, IPAddress asker, bool byTcp, ImmutableHashSet<IPAddress> own, CancellationToken stop)
    {
        var response = query.CreateResponseInstance();
        response.IsRecursionAllowed = true;
        if (response.EDnsOptions is { } options) options.UdpPayloadSize = Math.Clamp(options.UdpPayloadSize, (ushort)512, Payload);
        if (Refusal(network, query, asker) is { } refusal)
        {
            response.ReturnCode = refusal;
            return response;
        }
        var question = query.Questions[0];
        var answer = book.Look([network.View.Id, .. askers.NetworksOf(network.View.Id, asker)], NameResponse.Text(question.Name));
        if (answer.Knows != NameKnowledge.Foreign) NameResponse.Fill(response, question, answer);
        else if (question.RecordType == RecordType.Any || IsHost(network, asker)) response.ReturnCode = ReturnCode.Refused;
        else Take(response, await upstream.AskAsync(query, asker, byTcp, own, stop));
        return response;
    }

    /// <summary>Whether an address is one of the network's: those in others have gateways of their own to ask.</summary>
    public static bool IsMember(NetworkOnHost network, IPAddress asker) => network.Settings.Ranges.Any(range => range.Contains(asker));

    // A host has servers of its own. Two that each had the other ask for them would ask each other for ever; and who wants any record of a name wants
    // much for little (RFC 8482).
    private static bool IsHost(NetworkOnHost network, IPAddress asker) => network.View.Members.Values.Any(member =>
        member.Subnets().Any(subnet => subnet.Contains(asker) && HostSubnet.GatewayOf(subnet).Equals(asker)));

    // Who is in no network is told no names of it, and is no reason to ask others.
    private static ReturnCode? Refusal(NetworkOnHost network, DnsMessage query, IPAddress asker) => query switch
    {
        { OperationCode: not OperationCode.Query } => ReturnCode.NotImplemented,
        { Questions.Count: not 1 } => ReturnCode.FormatError,
        { EDnsOptions.Version: > 0 } => ReturnCode.BadVersion,
        { Questions: [{ RecordClass: not RecordClass.INet } or { RecordType: RecordType.Axfr or RecordType.Ixfr }] } => ReturnCode.Refused,
        _ => IsMember(network, asker) ? null : ReturnCode.Refused,
    };

    private static void Take(DnsMessage response, DnsMessage? from)
    {
        if (from is null)
        {
            response.ReturnCode = ReturnCode.ServerFailure;
            return;
        }
        // What goes beyond the header's four bits needs the asker's leave (RFC 6891, 6.1.3).
        response.ReturnCode = (int)from.ReturnCode > 15 && !response.IsEDnsEnabled ? ReturnCode.ServerFailure : from.ReturnCode;
        response.IsTruncated = from.IsTruncated;
        response.AnswerRecords.AddRange(from.AnswerRecords);
        response.AuthorityRecords.AddRange(from.AuthorityRecords);
        response.AdditionalRecords.InsertRange(0, from.AdditionalRecords.Where(record => record.RecordType != RecordType.Opt));
    }
}
