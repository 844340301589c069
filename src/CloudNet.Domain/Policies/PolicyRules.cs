using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Policies;

/// <summary>What a policy may be: who of a network may begin which connections.</summary>
public static class PolicyRules
{
    /// <summary>The policy that was asked for, or everything that is wrong with it, at once.</summary>
    public static Outcome<NewPolicy> Parse(CreatePolicy request)
    {
        List<FieldProblem> invalid = [];
        if (NameRules.Policy("name", request.Name) is { } noName) invalid.Add(noName);
        if (request.Direction is null) invalid.Add(new("direction", "A direction is required.", "Give ingress, to the workloads, or egress, from them."));
        if (request.Action is null) invalid.Add(new("action", "An action is required.", "Give allow or deny."));
        var settings = Change(new(request.Direction, request.Action, request.Selector, request.Peers, request.Ports, request.Priority, request.DryRun),
            PolicySettings.None, invalid);
        return invalid.Count > 0 ? Refusal.Invalid(invalid) : new NewPolicy(request.Name!, settings);
    }

    /// <summary>What becomes of a policy, or everything that is wrong at once.</summary>
    /// <param name="request">What was asked for; what is left out stays.</param>
    /// <param name="now">What it is.</param>
    public static Outcome<PolicySettings> Parse(SetPolicy request, PolicySettings now)
    {
        List<FieldProblem> invalid = [];
        var settings = Change(request, now, invalid);
        return invalid.Count > 0 ? Refusal.Invalid(invalid) : settings;
    }

    /// <summary>What becomes of a network's defaults, or everything that is wrong at once.</summary>
    /// <param name="request">What was asked for; what is left out stays.</param>
    /// <param name="now">What they are.</param>
    public static Outcome<PolicyDefaults> Parse(SetPolicyDefaults request, PolicyDefaults now)
    {
        List<FieldProblem> invalid = [];
        var (ingress, egress) = (Default("ingress", request.Ingress, now.Ingress, invalid), Default("egress", request.Egress, now.Egress, invalid));
        if (request is { Ingress: null, Egress: null })
            invalid.Add(new("$", "There is nothing to change.", "Give ingress or egress: allow, deny or count."));
        return invalid.Count > 0 ? Refusal.Invalid(invalid) : new PolicyDefaults(ingress, egress);
    }

    /// <summary>Refuses a policy that stands against what is there.</summary>
    /// <param name="policy">Its name.</param>
    /// <param name="network">The network's name.</param>
    /// <param name="nameIsTaken">Whether the network has a policy of that name.</param>
    /// <param name="count">How many policies it has.</param>
    public static Refusal? Conflict(string policy, string network, bool nameIsTaken, int count) => nameIsTaken
        ? Refusal.Of([], "The policy conflicts with what is there", [new("name", $"Network '{network}' has a policy '{policy}' already.", "Choose another name.")])
        : count >= PolicyBounds.Policies
            ? new(RefusalKind.Conflict, "The network has as many policies as it can have",
                $"Network '{network}' has {count} policies, and {PolicyBounds.Policies} is the most: remove some, or have one say what several say, by labels and ranges.")
            : null;

    /// <summary>There is no such policy.</summary>
    public static Refusal NotFound(string network, string policy) => new(RefusalKind.NotFound, "No such policy",
        $"Network '{network}' has no policy {Quoted.Text(policy)}; GET /api/v1/networks/{network}/policies lists them.");

    private static PolicySettings Change(SetPolicy asked, PolicySettings now, List<FieldProblem> invalid)
    {
        if (asked.Direction is not (null or "ingress" or "egress"))
            invalid.Add(new("direction", $"{Quoted.Text(asked.Direction)} is no direction.", "Use ingress, to the workloads, or egress, from them."));
        if (asked.Action is not (null or "allow" or "deny"))
            invalid.Add(new("action", $"{Quoted.Text(asked.Action)} is no action.", "Use allow or deny."));
        if (asked.Priority is < 1 or > PolicyBounds.LastPriority)
            invalid.Add(new("priority", $"A priority is 1, judged first, to {PolicyBounds.LastPriority:N0}; {asked.Priority} was given.", "Use one in these bounds."));
        return new(
            asked.Direction switch { null => now.Direction, "egress" => PolicyDirection.Egress, _ => PolicyDirection.Ingress },
            asked.Action switch { null => now.Action, "deny" => PolicyAction.Deny, _ => PolicyAction.Allow },
            asked.Selector is null ? now.Selector : PolicyPeerRules.Selector("selector", asked.Selector, invalid),
            asked.Peers is null ? now.Peers : PolicyPeerRules.Parse(asked.Peers, invalid),
            asked.Ports is null ? now.Ports : PolicyPortRules.Parse(asked.Ports, invalid),
            asked.Priority ?? now.Priority, asked.DryRun ?? now.DryRun);
    }

    private static PolicyDefault Default(string field, string? asked, PolicyDefault now, List<FieldProblem> invalid)
    {
        if (asked is not (null or "allow" or "deny" or "count"))
            invalid.Add(new(field, $"{Quoted.Text(asked)} is no default.", "Use allow, deny, or count: allow, and count what deny would refuse."));
        return asked switch { null => now, "deny" => PolicyDefault.Deny, "count" => PolicyDefault.Count, _ => PolicyDefault.Allow };
    }
}
