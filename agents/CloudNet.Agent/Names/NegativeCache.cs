using ARSoft.Tools.Net.Dns;

namespace CloudNet.Agent.Names;

/// <summary>
/// What others said is not there, for a moment (RFC 2308): a program that asks for one name of many search domains asks for the same again and again.
/// </summary>
/// <param name="clock">Tells time.</param>
internal sealed class NegativeCache(TimeProvider clock)
{
    /// <summary>Longest that an answer is kept.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private const int Most = 4096;
    private readonly Lock guard = new();
    private readonly Dictionary<(string Name, RecordType Type, bool IsSigned, bool IsUnchecked), (DnsMessage Answer, DateTimeOffset Until)> kept = [];

    /// <summary>What was said; null: nothing, or too long ago.</summary>
    public DnsMessage? Find(DnsMessage query)
    {
        lock (guard) return kept.TryGetValue(Key(query), out var one) && clock.GetUtcNow() < one.Until ? one.Answer : null;
    }

    /// <summary>Keeps an answer that says so, and no other.</summary>
    public void Take(DnsMessage query, DnsMessage answer)
    {
        var isNegative = answer.ReturnCode == ReturnCode.NxDomain || (answer.ReturnCode == ReturnCode.NoError && answer.AnswerRecords.Count == 0);
        // Without it nobody says for how long it holds.
        if (!isNegative || answer.IsTruncated || answer.AuthorityRecords.OfType<SoaRecord>().FirstOrDefault() is not { } soa) return;
        var holds = TimeSpan.FromSeconds(Math.Max(0, Math.Min(soa.TimeToLive, soa.NegativeCachingTTL)));
        var now = clock.GetUtcNow();
        lock (guard)
        {
            if (kept.Count >= Most) foreach (var old in kept.Where(one => one.Value.Until <= now).Select(one => one.Key).ToArray()) kept.Remove(old);
            if (kept.Count < Most) kept[Key(query)] = (Short(answer, soa), now + (holds < Longest ? holds : Longest));
        }
    }

    private static DnsMessage Short(DnsMessage answer, SoaRecord soa) => new() { ReturnCode = answer.ReturnCode, IsQuery = false, AuthorityRecords = [soa] };

    private static (string, RecordType, bool, bool) Key(DnsMessage query) =>
        (query.Questions[0].Name.ToString().ToLowerInvariant(), query.Questions[0].RecordType, query.IsDnsSecOk, query.IsCheckingDisabled);
}
