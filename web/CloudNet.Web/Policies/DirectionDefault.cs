using CloudNet.Contracts.Policies;
using CloudNet.Web.States;

namespace CloudNet.Web.Policies;

/// <summary>What becomes of what no policy of one direction matches, in words.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="Direction">Which connections.</param>
/// <param name="Now">What becomes of them.</param>
/// <param name="Matched">How much came to it while it refused or counted.</param>
public sealed record DirectionDefault(string Network, PolicyDirection Direction, PolicyDefault Now, PolicyMatched Matched)
{
    /// <summary>The direction as the API spells it.</summary>
    public string Name => PolicyWords.Of(Direction);

    /// <summary>Which connections these are.</summary>
    public string Whose => Direction == PolicyDirection.Ingress ? $"connections to workloads of {Network}" : $"connections that workloads of {Network} begin";

    /// <summary>What becomes of them.</summary>
    public string Effect => Now switch
    {
        PolicyDefault.Deny => "refused",
        PolicyDefault.Count => "let through, and counted",
        _ => "let through",
    };

    /// <summary>How much came to it; nothing is counted of what is let through alone.</summary>
    public string Came => (Now, Matched.Packets) switch
    {
        (PolicyDefault.Allow, 0) => "not counted",
        (PolicyDefault.Allow, var packets) => $"{PolicyWords.Packets(packets)} while it counted or denied",
        (_, 0) => "nothing yet",
        (_, var packets) => PolicyWords.Packets(packets),
    };

    /// <summary>Both directions of a network.</summary>
    public static IReadOnlyList<DirectionDefault> Of(PolicyDefaultsRecord defaults) =>
    [
        new(defaults.NetworkName, PolicyDirection.Ingress, defaults.Ingress, defaults.IngressMatched),
        new(defaults.NetworkName, PolicyDirection.Egress, defaults.Egress, defaults.EgressMatched),
    ];

    /// <summary>What becomes of whom where it denies, before it does.</summary>
    /// <param name="policies">The network's policies.</param>
    public IReadOnlyList<string> OfDenying(IReadOnlyList<PolicyRecord> policies)
    {
        var letting = policies.Count(policy => policy is { DryRun: false, Action: PolicyAction.Allow } && policy.Direction == Direction);
        return
        [
            $"From now on {Whose} are refused, but for what {Letting(letting)}.",
            "Connections that run go on until they end.",
            Advice,
        ];
    }

    private static string Letting(int policies) => policies switch
    {
        0 => "a policy allows, and none does yet",
        1 => "1 policy allows",
        _ => $"{policies:N0} policies allow",
    };

    private string Advice => (Now, Matched.Packets) switch
    {
        (PolicyDefault.Count, 0) => "So far count has counted nothing: whoever called was matched by a policy, or nobody called. "
            + "Give it as long as the rarest call takes to come.",
        (PolicyDefault.Count, _) => $"So far count has counted {PolicyWords.Packets(Matched)}, {Matched.Bytes:N0} bytes: such would be refused. "
            + "A count never goes down; where you made policies since, look whether it still grows.",
        _ => "Nothing is counted now, so nobody knows whom this would refuse. Set count first, look here again after a while, and then deny.",
    };
}
