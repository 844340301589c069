using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Views;

/// <summary>
/// Names a stream of the desired state: <c>network/{id}</c> (a network and its members), <c>workloads/{id}</c> (the workloads of that network),
/// <c>services/{id}</c> (its services), <c>policies/{id}</c> (its policies) or <c>host/{id}</c> (the networks a host is in). Each stream has revisions
/// 1, 2, 3… of its own.
/// </summary>
[JsonConverter(typeof(StreamNameConverter))]
public readonly record struct StreamName : IComparable<StreamName>, IParsable<StreamName>
{
    private const string NetworkPrefix = "network/";
    private const string WorkloadsPrefix = "workloads/";
    private const string ServicesPrefix = "services/";
    private const string PoliciesPrefix = "policies/";
    private const string HostPrefix = "host/";

    private StreamName(string text) => Text = text;

    /// <summary>The name as text. Null only in the default value, which names no stream.</summary>
    public string Text { get; }

    /// <summary>The network, where the stream is a network's own.</summary>
    public NetworkId? Network => IdAfter(NetworkPrefix) is { } id ? new(id) : null;

    /// <summary>The network, where the stream is of a network's workloads.</summary>
    public NetworkId? WorkloadsOf => IdAfter(WorkloadsPrefix) is { } id ? new(id) : null;

    /// <summary>The network, where the stream is of a network's services.</summary>
    public NetworkId? ServicesOf => IdAfter(ServicesPrefix) is { } id ? new(id) : null;

    /// <summary>The network, where the stream is of a network's policies.</summary>
    public NetworkId? PoliciesOf => IdAfter(PoliciesPrefix) is { } id ? new(id) : null;

    /// <summary>The network that the stream tells of: its own, of its workloads, of its services, or of its policies.</summary>
    public NetworkId? AnyOf => Network ?? WorkloadsOf ?? ServicesOf ?? PoliciesOf;

    /// <summary>The host, where the stream is a host's.</summary>
    public HostId? Host => IdAfter(HostPrefix) is { } id ? new(id) : null;

    /// <summary>The stream of a network.</summary>
    public static StreamName Of(NetworkId network) => new(NetworkPrefix + network);

    /// <summary>The stream of a network's workloads.</summary>
    public static StreamName OfWorkloads(NetworkId network) => new(WorkloadsPrefix + network);

    /// <summary>The stream of a network's services.</summary>
    public static StreamName OfServices(NetworkId network) => new(ServicesPrefix + network);

    /// <summary>The stream of a network's policies.</summary>
    public static StreamName OfPolicies(NetworkId network) => new(PoliciesPrefix + network);

    /// <summary>All streams that tell of a network.</summary>
    public static IEnumerable<StreamName> AllOf(NetworkId network) => [Of(network), OfWorkloads(network), OfServices(network), OfPolicies(network)];

    /// <summary>The stream of a host.</summary>
    public static StreamName Of(HostId host) => new(HostPrefix + host);

    /// <inheritdoc/>
    public static StreamName Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var name) ? name : throw new FormatException(
            $"'{s}' names no stream; 'network/{{id}}', 'workloads/{{id}}', 'services/{{id}}', 'policies/{{id}}' and 'host/{{id}}' do.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StreamName result)
    {
        result = default;
        if (s is null) return false;
        if (s.StartsWith(NetworkPrefix, StringComparison.Ordinal) && Guid.TryParse(s.AsSpan(NetworkPrefix.Length), out var network))
            result = Of(new NetworkId(network));
        else if (s.StartsWith(WorkloadsPrefix, StringComparison.Ordinal) && Guid.TryParse(s.AsSpan(WorkloadsPrefix.Length), out var of))
            result = OfWorkloads(new NetworkId(of));
        else if (s.StartsWith(ServicesPrefix, StringComparison.Ordinal) && Guid.TryParse(s.AsSpan(ServicesPrefix.Length), out var served))
            result = OfServices(new NetworkId(served));
        else if (s.StartsWith(PoliciesPrefix, StringComparison.Ordinal) && Guid.TryParse(s.AsSpan(PoliciesPrefix.Length), out var judged))
            result = OfPolicies(new NetworkId(judged));
        else if (s.StartsWith(HostPrefix, StringComparison.Ordinal) && Guid.TryParse(s.AsSpan(HostPrefix.Length), out var host))
            result = Of(new HostId(host));
        return result.Text is not null;
    }

    /// <inheritdoc/>
    public int CompareTo(StreamName other) => string.CompareOrdinal(Text, other.Text);

    /// <summary>The name as text.</summary>
    public override string ToString() => Text ?? "";

    private Guid? IdAfter(string prefix) => Text?.StartsWith(prefix, StringComparison.Ordinal) == true ? Guid.Parse(Text.AsSpan(prefix.Length)) : null;
}
