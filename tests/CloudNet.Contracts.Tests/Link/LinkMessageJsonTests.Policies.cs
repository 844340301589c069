using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Tests.Link;

/// <summary>Those of a network's policies.</summary>
public sealed partial class LinkMessageJsonTests
{
    private static PolicyId Policy => new(new Guid(H));

    private static NetworkPolicy Shut => new("shut", PolicyDirection.Egress, PolicyAction.Deny, 10, ImmutableSortedDictionary<string, string>.Empty);

    private static NetworkPolicy WebToDb => new(
        "web-to-db", PolicyDirection.Ingress, PolicyAction.Allow, 500, ImmutableSortedDictionary<string, string>.Empty.Add("app", "db"),
        [new(ImmutableSortedDictionary<string, string>.Empty.Add("app", "web")), new(Cidr: IPNetwork.Parse("192.0.2.0/24"))],
        [new(PolicyProtocol.Tcp, 5432), new(PolicyProtocol.Udp, 8000, 8010), new(PolicyProtocol.Icmp)], true);

    private static (LinkMessage Message, string Text)[] PolicyFrames =>
    [
        (new Snapshot(StreamName.OfPolicies(Network), 2, new PoliciesView(
            Network, ImmutableSortedDictionary<PolicyId, NetworkPolicy>.Empty.Add(Policy, Shut), new(PolicyDefault.Count, PolicyDefault.Allow))),
            Text("""
                {"type":"snapshot","stream":"policies/<N>","revision":2,"view":{"kind":"policies","network":"<N>","policies":{"<H>":{"name":"shut",
                "direction":"egress","action":"deny","priority":10,"selector":{}}},"defaults":{"ingress":"count","egress":"allow"}}}
                """)),
        (new Delta(StreamName.OfPolicies(Network), 2, 4,
            [new PolicySet(Policy, WebToDb), new PolicyRemoved(Policy), new PolicyDefaultsSet(new(PolicyDefault.Deny, PolicyDefault.Allow))]),
            Text("""
                {"type":"delta","stream":"policies/<N>","from":2,"to":4,"operations":[{"op":"policy-set","id":"<H>","policy":{"name":"web-to-db",
                "direction":"ingress","action":"allow","priority":500,"selector":{"app":"db"},"peers":[{"selector":{"app":"web"}},{"cidr":"192.0.2.0/24"}],
                "ports":[{"protocol":"tcp","port":5432},{"protocol":"udp","port":8000,"to":8010},{"protocol":"icmp"}],"dryRun":true}},
                {"op":"policy-removed","id":"<H>"},{"op":"policy-defaults-set","defaults":{"ingress":"deny","egress":"allow"}}]}
                """)),
        (new Report([], [], null, PolicyCounts:
            [
                new(Network, PolicyDirection.Ingress, 7, 420, new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero), Policy),
                new(Network, PolicyDirection.Egress, 1, 60, new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)),
            ]),
            Text("""
                {"type":"report","applied":[],"problems":[],"workloads":null,"policyCounts":[{"network":"<N>","direction":"ingress","packets":7,"bytes":420,
                "since":"2026-11-24T12:00:00+00:00","policy":"<H>"},{"network":"<N>","direction":"egress","packets":1,"bytes":60,
                "since":"2026-11-24T12:00:00+00:00"}]}
                """)),
    ];
}
