using System.Collections.Immutable;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Policies;

/// <summary>What tests of policies do again and again.</summary>
internal static class PolicySteps
{
    public static readonly ImmutableSortedDictionary<string, string> WebLabels = ImmutableSortedDictionary<string, string>.Empty.Add("app", "web");
    public static readonly ImmutableSortedDictionary<string, string> Db = ImmutableSortedDictionary<string, string>.Empty.Add("app", "db");

    /// <summary>Lets who is labelled app=web call 5432 of who is labelled app=db.</summary>
    public static CreatePolicy Policy(string name) => new(name, "ingress", "allow", Db, [new(WebLabels)], [new(Port: 5432)]);

    /// <summary>What hosts were told of a network's policies, which must be what a host is told at once.</summary>
    public static async Task<PoliciesView> ToldAsync(this ControllerFixture controller, NetworkId network) =>
        (PoliciesView)await StreamLog.ReplayedAsync(
            controller.Database, StreamName.OfPolicies(network), new PoliciesView(network, ImmutableSortedDictionary<PolicyId, NetworkPolicy>.Empty));
}
