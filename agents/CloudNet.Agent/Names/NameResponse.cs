using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;
using CloudNet.Agent.Plan.Names;

namespace CloudNet.Agent.Names;

/// <summary>What is known of a name, as the answer to one question. Pure but for the order of several, which is another each time.</summary>
internal static class NameResponse
{
    /// <summary>How long an answer holds, also one that says that nobody has a name, in seconds: within it a change is seen by who asked before.</summary>
    public const int Holds = 1;

    // What fits into a message of TCP's: addresses; names, which may be long; and names with addresses besides, which the library writes right in the first
    // 16 KB of a message alone (RFC 1035, 4.1.4).
    private const int Most = 1000, MostNames = 200, MostWithAddresses = 50;
    private const int Hour = 3600;

    /// <summary>Fills in an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="question">The question.</param>
    /// <param name="answer">What is known.</param>
    public static void Fill(DnsMessage response, DnsQuestion question, NameAnswer answer)
    {
        (response.IsAuthoritiveAnswer, response.ReturnCode) = (true, answer.Knows switch
        {
            NameKnowledge.Known => ReturnCode.NoError,
            NameKnowledge.None => ReturnCode.NxDomain,
            _ => ReturnCode.ServerFailure,
        });
        if (answer.Knows == NameKnowledge.Unknown) return;
        var (isAny, type) = (question.RecordType == RecordType.Any, question.RecordType);
        response.AnswerRecords.AddRange(
        [
            .. type is RecordType.A or RecordType.Aaaa || isAny ? Addresses(question.Name, answer.Addresses, type) : [],
            .. type is RecordType.Srv || isAny ? Targets(question.Name, answer.Targets) : [],
            .. type is RecordType.Ptr || isAny ? Names(question.Name, answer.Names) : [],
        ]);
        if (type is RecordType.Srv && answer.Targets.Length <= MostWithAddresses)
            foreach (var target in answer.Targets)
                if (DomainName.TryParse(target.Name, out var name))
                    response.AdditionalRecords.InsertRange(0, Addresses(name!, target.Addresses, RecordType.Any));
        if (response.AnswerRecords.Count == 0) response.AuthorityRecords.Add(Authority(question.Name));
    }

    private static IEnumerable<DnsRecordBase> Addresses(DomainName name, ImmutableArray<IPAddress> addresses, RecordType type) =>
        from address in Shuffled(addresses.Where(address => type switch
        {
            RecordType.A => address.AddressFamily == AddressFamily.InterNetwork,
            RecordType.Aaaa => address.AddressFamily == AddressFamily.InterNetworkV6,
            _ => true,
        }))
        select address.AddressFamily == AddressFamily.InterNetwork ? (DnsRecordBase)new ARecord(name, Holds, address) : new AaaaRecord(name, Holds, address);

    private static IEnumerable<DnsRecordBase> Targets(DomainName name, ImmutableArray<NameTarget> targets)
    {
        foreach (var target in Shuffled(targets).Take(MostNames))
            if (DomainName.TryParse(target.Name, out var host)) yield return new SrvRecord(name, Holds, 0, (ushort)target.Weight, (ushort)target.Port, host!);
    }

    private static IEnumerable<DnsRecordBase> Names(DomainName name, ImmutableArray<string> names)
    {
        foreach (var one in names.Take(MostNames)) if (DomainName.TryParse(one, out var host)) yield return new PtrRecord(name, Holds, host!);
    }

    // Who may keep that there is nothing, and for how long, is told by whom it is said (RFC 2308, 3). Of an address it is those beside it.
    private static SoaRecord Authority(DomainName name)
    {
        var zone = DnsNames.IsOwn(Text(name)) ? DomainName.Parse(DnsNames.Zone) : name.GetParentName();
        var own = DomainName.Parse(DnsNames.Zone);
        return new(zone, Holds, own, DomainName.Parse($"hostmaster.{DnsNames.Zone}"), 1, Hour, Hour, 24 * Hour, Holds);
    }

    /// <summary>A name as the book has it.</summary>
    public static string Text(DomainName name) => string.Join('.', name.Labels).ToLowerInvariant();

    private static IEnumerable<T> Shuffled<T>(IEnumerable<T> all)
    {
        T[] some = [.. all];
        Random.Shared.Shuffle(some);
        return some.Take(Most);
    }
}
