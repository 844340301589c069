using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Policies;
using CloudNet.Domain.Refusals;
using Xunit;

namespace CloudNet.Domain.Tests.Policies;

public sealed class PolicyRulesTests
{
    private static readonly Dictionary<string, string> Web = new() { ["app"] = "web" };

    [Fact]
    public void What_is_left_out_is_what_is_usual()
    {
        var made = Made(PolicyRules.Parse(new CreatePolicy("shut", "ingress", "deny")));
        Assert.Equal("shut", made.Name);
        Assert.Equal((PolicyDirection.Ingress, PolicyAction.Deny, 500, false), (made.Settings.Direction, made.Settings.Action, made.Settings.Priority,
            made.Settings.DryRun));
        Assert.True(made.Settings is { Selector.Count: 0, Peers.Count: 0, Ports.Count: 0 });
    }

    [Fact]
    public void What_is_said_is_taken_in_order_and_once()
    {
        var settings = Made(PolicyRules.Parse(new CreatePolicy("web", "egress", "allow", Web,
            [new(Web), new(Cidr: "fd00::/8"), new(Web)], [new("icmp"), new(Port: 443), new("tcp", 80, 80), new(Port: 80), new("udp", 5, 9), new("sctp")], 3, true))).Settings;
        Assert.Equal([new(Web.ToImmutableSortedDictionary()), new(Cidr: IPNetwork.Parse("fd00::/8"))], settings.Peers);
        Assert.Equal(
            [new(PolicyProtocol.Tcp, 80), new(PolicyProtocol.Tcp, 443), new(PolicyProtocol.Udp, 5, 9), new(PolicyProtocol.Sctp), new(PolicyProtocol.Icmp)],
            settings.Ports);
        Assert.Equal((PolicyDirection.Egress, 3, true), (settings.Direction, settings.Priority, settings.DryRun));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(
        [
            "name", "direction", "action", "priority", "selector", "peers[0]", "peers[1]", "peers[2].cidr", "peers[3].selector", "peers[4]",
            "ports[0].protocol", "ports[1].port", "ports[2].port", "ports[3].port", "ports[4].to", "ports[5].to",
        ],
        Refused(PolicyRules.Parse(new CreatePolicy("Web!", "up", "drop", new Dictionary<string, string> { [""] = "x" },
            [new(), new(Web, "10.0.0.0/8"), new(Cidr: "10.0.0.1/8"), new(new Dictionary<string, string>()), null!],
            [new("gre"), new("icmp", 8), new(Port: 0), new(To: 9), new(Port: 9, To: 8), new(Port: 9, To: 70_000)], 0))));

    [Fact]
    public void What_has_to_be_said_is_asked_for() => Assert.Equal(["name", "direction", "action"], Refused(PolicyRules.Parse(new CreatePolicy())));

    [Fact]
    public void There_is_no_more_of_anything_than_there_may_be() => Assert.Equal(["priority", "selector", "peers", "ports"], Refused(PolicyRules.Parse(
        new CreatePolicy("web", "ingress", "deny", Enumerable.Range(0, 9).ToDictionary(n => $"k{n}", n => ""),
            [.. Enumerable.Repeat(new CreatePolicyPeer(Web), 17)], [.. Enumerable.Repeat(new CreatePolicyPort("tcp", 80), 33)], 1001))));

    [Fact]
    public void A_change_leaves_what_it_does_not_name()
    {
        var now = Made(PolicyRules.Parse(new CreatePolicy("web", "egress", "deny", Web, [new(Web)], [new(Port: 80)], 9, true))).Settings;
        Assert.Equal(now, Made(PolicyRules.Parse(new SetPolicy(), now)));
        Assert.Empty(Made(PolicyRules.Parse(new SetPolicy(Selector: new Dictionary<string, string>()), now)).Selector);
        Assert.Equal((PolicyDirection.Ingress, PolicyAction.Allow, false),
            Made(PolicyRules.Parse(new SetPolicy("ingress", "allow", DryRun: false), now)) is var set ? (set.Direction, set.Action, set.DryRun) : default);
    }

    [Theory]
    [InlineData(null, "deny", PolicyDefault.Count, PolicyDefault.Deny)]
    [InlineData("allow", null, PolicyDefault.Allow, PolicyDefault.Allow)]
    [InlineData("deny", "count", PolicyDefault.Deny, PolicyDefault.Count)]
    public void A_default_that_is_not_named_stays(string? ingress, string? egress, PolicyDefault toIngress, PolicyDefault toEgress) =>
        Assert.Equal(new(toIngress, toEgress), Made(PolicyRules.Parse(new SetPolicyDefaults(ingress, egress), new PolicyDefaults(PolicyDefault.Count,
            PolicyDefault.Allow))));

    private static T Made<T>(Outcome<T> outcome) where T : notnull => outcome.IsRefused(out var refusal, out var made)
        ? throw new Xunit.Sdk.XunitException(refusal.Detail) : made;

    private static IEnumerable<string> Refused<T>(Outcome<T> outcome) where T : notnull
    {
        Assert.True(outcome.IsRefused(out var refusal, out _));
        return refusal.Problems.Select(problem => problem.Field);
    }
}
