using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Refusals;
using CloudNet.Web;

namespace CloudNet.Web.Tests.Fleets;

/// <summary>What it says of policies.</summary>
public sealed partial class MemoryController
{
    private (PolicyDefault Ingress, PolicyDefault Egress) defaults;

    /// <summary>Every network's, in the order of their names, as the API has them.</summary>
    public List<PolicyRecord> Policies { get; } = [];

    /// <summary>What each policy has matched on each host.</summary>
    public List<PolicyCountRecord> PolicyCounts { get; } = [];

    /// <summary>How much came to the default of ingress, and of egress.</summary>
    public (PolicyMatched Ingress, PolicyMatched Egress) ByDefault { get; set; } = (new(0, 0), new(0, 0));

    public Task<IReadOnlyList<PolicyRecord>> PoliciesAsync(NetworkId network, CancellationToken cancel) =>
        Answer<PolicyRecord>([.. Policies.Where(policy => policy.NetworkId == network).OrderBy(policy => policy.Name, StringComparer.Ordinal)]);

    public Task<IReadOnlyList<PolicyCountRecord>?> PolicyCountsAsync(NetworkId network, PolicyId policy, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<PolicyCountRecord>?>(Policies.Any(there => there.Id == policy) ? [.. PolicyCounts] : null);

    public Task<PolicyDefaultsRecord> PolicyDefaultsAsync(NetworkId network, CancellationToken cancel) =>
        Fault is null ? Task.FromResult(Defaults(network)) : Task.FromException<PolicyDefaultsRecord>(Fault);

    public Task<Answer<PolicyRecord>> CreatePolicyAsync(NetworkId network, CreatePolicy request, CancellationToken cancel)
    {
        var problems = Problems(request.Peers, request.Ports, request.Priority);
        if (string.IsNullOrEmpty(request.Name)) problems.Insert(0, new("name", "A policy has a name.", "Give one such as web-to-db."));
        if (problems.Count > 0) return Done<PolicyRecord>(null, new("urn:cloudnet:invalid", "The request is invalid", 400, null, problems));
        Asked.Add($"create policy {Json(request)}");
        return Done(Judge(network, request), null);
    }

    public Task<Answer<PolicyRecord>> SetPolicyAsync(NetworkId network, PolicyId policy, SetPolicy request, CancellationToken cancel)
    {
        var problems = Problems(request.Peers, request.Ports, request.Priority);
        if (problems.Count > 0) return Done<PolicyRecord>(null, new("urn:cloudnet:invalid", "The request is invalid", 400, null, problems));
        var was = Policies.Single(there => there.Id == policy);
        Asked.Add($"set policy {was.Name} {Json(request)}");
        Policies.Remove(was);
        Policies.Add(was with
        {
            Direction = request.Direction is { } direction ? Enum.Parse<PolicyDirection>(direction, ignoreCase: true) : was.Direction,
            Action = request.Action is { } action ? Enum.Parse<PolicyAction>(action, ignoreCase: true) : was.Action,
            Selector = request.Selector ?? was.Selector, Peers = request.Peers is { } peers ? Read(peers) : was.Peers,
            Ports = request.Ports is { } ports ? Read(ports) : was.Ports, Priority = request.Priority ?? was.Priority, DryRun = request.DryRun ?? was.DryRun,
        });
        return Done(Policies[^1], null);
    }

    public Task<Answer<bool>> RemovePolicyAsync(NetworkId network, PolicyId policy, CancellationToken cancel)
    {
        Asked.Add($"remove policy {Policies.Single(there => there.Id == policy).Name}");
        Policies.RemoveAll(there => there.Id == policy);
        return Done(true, null);
    }

    public Task<Answer<PolicyDefaultsRecord>> SetPolicyDefaultsAsync(NetworkId network, SetPolicyDefaults request, CancellationToken cancel)
    {
        Asked.Add($"set policy defaults {Json(request)}");
        defaults = (
            request.Ingress is { } ingress ? Enum.Parse<PolicyDefault>(ingress, ignoreCase: true) : defaults.Ingress,
            request.Egress is { } egress ? Enum.Parse<PolicyDefault>(egress, ignoreCase: true) : defaults.Egress);
        return Done(Defaults(network), null);
    }

    /// <summary>Puts a policy into a network, as it was asked for.</summary>
    public PolicyRecord Judge(NetworkId network, CreatePolicy of, long packets = 0, long bytes = 0)
    {
        Policies.Add(new(
            new(Guid.NewGuid()), network, fleet.Networks.Single(there => there.Id == network).Name, of.Name!,
            Enum.Parse<PolicyDirection>(of.Direction!, ignoreCase: true), Enum.Parse<PolicyAction>(of.Action!, ignoreCase: true),
            of.Selector ?? new Dictionary<string, string>(), Read(of.Peers ?? []), Read(of.Ports ?? []), of.Priority ?? PolicyBounds.UsualPriority,
            of.DryRun ?? false, new(packets, bytes), TestFleet.Now));
        return Policies[^1];
    }

    /// <summary>Says what becomes of what no policy matches.</summary>
    public void Default(PolicyDefault ingress, PolicyDefault egress) => defaults = (ingress, egress);

    private PolicyDefaultsRecord Defaults(NetworkId network) =>
        new(network, fleet.Networks.Single(there => there.Id == network).Name, defaults.Ingress, defaults.Egress, ByDefault.Ingress, ByDefault.Egress);

    private static List<FieldProblem> Problems(IReadOnlyList<CreatePolicyPeer>? peers, IReadOnlyList<CreatePolicyPort>? ports, int? priority) =>
    [
        .. (peers ?? []).Select((peer, at) => (peer, at)).Where(one => one.peer.Cidr is { } range && !IPNetwork.TryParse(range, out _)).Select(one =>
            new FieldProblem($"peers[{one.at}].cidr", $"'{one.peer.Cidr}' is not a range in CIDR form.", "Write it such as 192.0.2.0/24.")),
        .. (ports ?? []).Select((port, at) => (port, at)).Where(one => one.port.Port is < 1 or > 65535).Select(one =>
            new FieldProblem($"ports[{one.at}].port", $"{one.port.Port} is no port of 1 to 65535.", "Give one such as 80.")),
        .. priority is < 1 or > PolicyBounds.LastPriority
            ? (FieldProblem[])[new("priority", $"A priority is 1, judged first, to 1,000; {priority} was given.", "Use one in these bounds.")] : [],
    ];

    private static IReadOnlyList<PolicyPeer> Read(IReadOnlyList<CreatePolicyPeer> peers) =>
        [.. peers.Select(peer => new PolicyPeer(peer.Selector?.ToImmutableSortedDictionary(), peer.Cidr is { } range ? IPNetwork.Parse(range) : null))];

    private static IReadOnlyList<PolicyPort> Read(IReadOnlyList<CreatePolicyPort> ports) =>
        [.. ports.Select(port => new PolicyPort(Enum.Parse<PolicyProtocol>(port.Protocol ?? "tcp", ignoreCase: true), port.Port, port.To))];

    // As it goes over the wire: what is left out is not there.
    private static string Json<T>(T request) => JsonSerializer.Serialize(request, Sent);

    private static readonly JsonSerializerOptions Sent = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}
