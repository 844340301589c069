using CloudNet.Agent.Cli;
using CloudNet.Contracts.Policies;

namespace CloudNet.Agent.Operators;

/// <summary>Policies as text for people.</summary>
internal static class PolicyText
{
    /// <summary>A line each, in the order of their names.</summary>
    /// <param name="network">The network, as it was named.</param>
    /// <param name="policies">Its policies.</param>
    public static string Of(string network, IReadOnlyList<PolicyRecord> policies) => policies.Count == 0
        ? $"Network {network} has no policy. Make one with: cloudnet network policy create {ShellWord.Of(network)} web-to-db "
            + "--direction ingress --action allow --select app=db --peer app=web --port 5432\n"
        : TextTable.Of(["NAME", "PRIORITY", "DIRECTION", "ACTION", "ABOUT", "PEERS", "PORTS", "PACKETS"], policies.Select(policy => (string[])
        [
            policy.Name, $"{policy.Priority}", Word(policy.Direction), Action(policy), About(policy), Peers(policy, ","), Ports(policy, ","), $"{policy.Matched.Packets}",
        ]));

    /// <summary>One that was made or changed.</summary>
    public static string Of(PolicyRecord policy) =>
        $"{policy.Name} {Verb(policy)} {(policy.Direction == PolicyDirection.Ingress ? "connections to" : "connections of")} {About(policy)} "
        + $"{(policy.Direction == PolicyDirection.Ingress ? "from" : "to")} {Peers(policy, " or ")}, {Ports(policy, " or ")}, at priority {policy.Priority}.\n";

    /// <summary>One, with what it has matched.</summary>
    public static string Of(PolicyRecord policy, IReadOnlyList<PolicyCountRecord> counts)
    {
        var facts = $"""
            Name        {policy.Name}
            Id          {policy.Id}
            Network     {policy.NetworkName}
            Direction   {Word(policy.Direction)}
            Action      {Action(policy)}
            Priority    {policy.Priority}
            About       {About(policy)}
            Peers       {Peers(policy, "\n            ")}
            Ports       {Ports(policy, "\n            ")}
            Matched     {policy.Matched.Packets} packets that began a connection, {policy.Matched.Bytes} bytes
            Created     {policy.CreatedAt:u}

            """;
        return counts.Count == 0 ? facts : facts + "\n" + TextTable.Of(["HOST", "PACKETS", "BYTES", "SINCE"], counts.Select(count => (string[])
        [
            count.HostName, $"{count.Packets}", $"{count.Bytes}", $"{count.Since:u}",
        ]));
    }

    /// <summary>What becomes of what no policy matches.</summary>
    public static string Of(PolicyDefaultsRecord defaults) => $"""
        What no policy of {defaults.NetworkName} matches:
        Ingress   {Word(defaults.Ingress, defaults.IngressMatched)}
        Egress    {Word(defaults.Egress, defaults.EgressMatched)}

        """;

    private static string Word(PolicyDefault of, PolicyMatched matched) => of switch
    {
        PolicyDefault.Deny => $"deny   {matched.Packets} packets were refused or counted",
        PolicyDefault.Count => $"count  {matched.Packets} packets were refused or counted",
        _ => "allow",
    };

    private static string Word(PolicyDirection direction) => direction == PolicyDirection.Ingress ? "ingress" : "egress";

    private static string Action(PolicyRecord policy) =>
        $"{(policy.Action == PolicyAction.Allow ? "allow" : "deny")}{(policy.DryRun ? " (count only)" : "")}";

    private static string Verb(PolicyRecord policy) => policy switch
    {
        { DryRun: true, Action: PolicyAction.Allow } => "counts what it would allow:",
        { DryRun: true } => "counts what it would deny:",
        { Action: PolicyAction.Allow } => "allows",
        _ => "denies",
    };

    private static string About(PolicyRecord policy) => policy.Selector.Count == 0 ? "all workloads" : LabelWords.Of(policy.Selector);

    private static string Peers(PolicyRecord policy, string between) =>
        policy.Peers.Count == 0 ? "anybody" : string.Join(between, policy.Peers.Select(PolicyWords.Of));

    private static string Ports(PolicyRecord policy, string between) =>
        policy.Ports.Count == 0 ? "everything" : string.Join(between, policy.Ports.Select(PolicyWords.Of));
}
