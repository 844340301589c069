using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Traces;

/// <summary>What a chain of a host's packet filter did with a packet.</summary>
/// <param name="Back">Whether the packet is the answer.</param>
/// <param name="Chain">Family, table and chain, as nft names them.</param>
/// <param name="Verdict">
/// As nft names it: <c>accept</c>, <c>drop</c>, <c>jump mapped</c>, and so on. A refusal that is said to the sender is a <c>drop</c>.
/// </param>
/// <param name="Rule">The rule, as nft prints it; null: none matched, and it is the chain's policy.</param>
/// <param name="In">The link that it came in by; null: it begins on this host.</param>
/// <param name="Out">The link that it is about to leave by; null: not known yet, or it ends on this host.</param>
public sealed record TraceStep(
    bool Back, string Chain, string Verdict,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Rule = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? In = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Out = null)
{
    /// <summary>Whether the packet ends here.</summary>
    [JsonIgnore]
    public bool Drops => Verdict == "drop";
}
