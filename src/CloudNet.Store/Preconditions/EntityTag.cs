using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Webhooks;
using CloudNet.Contracts.Wire;

namespace CloudNet.Store.Preconditions;

/// <summary>
/// A strong entity tag (RFC 9110): another one whenever a byte of the answer is another. It has two parts, of which the first is of what
/// somebody decided, without what hosts measure and report every few seconds. A change with <c>If-Match</c> rests on that part alone: on
/// the whole it would hardly ever hold.
/// </summary>
/// <param name="Decided">Hash of what was decided.</param>
/// <param name="Whole">Hash of everything.</param>
public sealed record EntityTag(string Decided, string Whole)
{
    private const int Bytes = 12;

    /// <summary>The tag of what the API answers; null where that has none.</summary>
    public static EntityTag? Of(object record) => record switch
    {
        NetworkRecord network => Of(network, network with { Revision = 0, Leases = Decide(network.Leases) }),
        HostRecord host => Of(host, host with
        {
            Link = default, LastSeenAt = null, AgentVersion = null, Problems = [], Leases = Decide(host.Leases), Warnings = null,
        }),
        QuotasRecord quotas => Of(quotas, quotas with
        {
            Hosts = quotas.Hosts with { Used = 0 }, Networks = quotas.Networks with { Used = 0 }, Workloads = quotas.Workloads with { Used = 0 },
            Services = quotas.Services with { Used = 0 },
        }),
        MemberRecord member => Of(member, member),
        // Whether it is disabled is decided, also where the controller did it; how it fares else is measured.
        WebhookRecord webhook => Of(webhook, webhook with
        {
            State = webhook.State == WebhookRecord.Disabled ? webhook.State : "", Reason = null, FailingSince = null, NextTryAt = null,
        }),
        ServiceRecord service => Of(service, service with { BackendCount = 0 }),
        PolicyRecord policy => Of(policy, policy with { Matched = new(0, 0) }),
        _ => null,
    };

    /// <summary>Whether a tag that a caller has, as it stands in the header, is of what is decided now. Weak ones are of nothing.</summary>
    public bool Holds(string given) => given.Length > 2 && given[0] == '"' && given.Trim('"').Split('.')[0] == Decided;

    /// <summary>As it stands in the header.</summary>
    public override string ToString() => $"\"{Decided}.{Whole}\"";

    private static EntityTag Of<T>(T whole, T decided) => new(Hash(decided), Hash(whole));

    // Of a lease, what its host has applied is measured; the revision is the network's own.
    private static LeaseRecord[] Decide(IReadOnlyList<LeaseRecord> leases) =>
        [.. leases.Select(lease => lease with { AppliedRevision = null, Revision = 0 })];

    private static string Hash<T>(T record) =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(record, typeof(T), ContractsJson.Default)).AsSpan(0, Bytes));
}
