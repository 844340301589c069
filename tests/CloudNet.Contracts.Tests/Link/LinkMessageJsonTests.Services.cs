using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Tests.Link;

/// <summary>Those of a network's services.</summary>
public sealed partial class LinkMessageJsonTests
{
    private static ServiceId Id => new(new Guid(H));

    private static NetworkService Found => new(
        "web", [IPAddress.Parse("10.100.0.17")], [new(80, 8080)], ImmutableSortedDictionary<string, string>.Empty.Add("app", "web"));

    private static NetworkService Given => new(
        "dns", [IPAddress.Parse("10.100.0.2"), IPAddress.Parse("fd00::2")], [new(53, 53, TransportProtocol.Udp, "dns"), new(9899, 9899, TransportProtocol.Sctp)],
        ImmutableSortedDictionary<string, string>.Empty, [new(IPAddress.Parse("192.0.2.7")), new(IPAddress.Parse("fd00:9::7"), 0)],
        ServiceAlgorithm.Source, null, 10_800, true);

    private static (LinkMessage Message, string Text)[] ServiceFrames =>
    [
        (new Snapshot(StreamName.OfServices(Network), 2,
            new ServicesView(Network, ImmutableSortedDictionary<ServiceId, NetworkService>.Empty.Add(Id, Found with { WeightLabel = "share" }))),
            Text("""
                {"type":"snapshot","stream":"services/<N>","revision":2,"view":{"kind":"services","network":"<N>","services":{"<H>":{"name":"web",
                "addresses":["10.100.0.17"],"ports":[{"port":80,"targetPort":8080,"protocol":"tcp"}],"selector":{"app":"web"},
                "weightLabel":"share"}}}}
                """)),
        (new Delta(StreamName.OfServices(Network), 3, 4, [new ServiceSet(Id, Found), new ServiceSet(Id, Given), new ServiceRemoved(Id)]),
            Text("""
                {"type":"delta","stream":"services/<N>","from":3,"to":4,"operations":[{"op":"service-set","id":"<H>","service":{"name":"web",
                "addresses":["10.100.0.17"],"ports":[{"port":80,"targetPort":8080,"protocol":"tcp"}],"selector":{"app":"web"}}},
                {"op":"service-set","id":"<H>","service":{"name":"dns","addresses":["10.100.0.2","fd00::2"],
                "ports":[{"port":53,"targetPort":53,"protocol":"udp","name":"dns"},{"port":9899,"targetPort":9899,"protocol":"sctp"}],"selector":{},
                "backends":[{"address":"192.0.2.7","weight":1},{"address":"fd00:9::7","weight":0}],"algorithm":"source","affinitySeconds":10800,
                "localOnly":true}},{"op":"service-removed","id":"<H>"}]}
                """)),
        (new Delta(StreamName.OfServices(Network), 4, 5,
                [new ServiceSet(Id, Found with { HealthCheck = new(HealthCheckKind.Http, 8080, "/healthz", KeepAll: false) })]),
            Text("""
                {"type":"delta","stream":"services/<N>","from":4,"to":5,"operations":[{"op":"service-set","id":"<H>","service":{"name":"web",
                "addresses":["10.100.0.17"],"ports":[{"port":80,"targetPort":8080,"protocol":"tcp"}],"selector":{"app":"web"},
                "healthCheck":{"kind":"http","port":8080,"path":"/healthz","intervalSeconds":5,"timeoutSeconds":2,"rise":2,"fall":3,"keepAll":false}}}]}
                """)),
        (new Report([], [], [Web with { Failing = [new(Id, "no answer")], IsDraining = true }]),
            Text("""
                {"type":"report","applied":[],"problems":[],"workloads":[{"id":"<H>","network":"<N>","name":"web","addresses":["10.100.1.2"],
                "labels":{"app":"web"},"attachedAt":"2026-11-24T12:00:00+00:00","failing":[{"service":"<H>","reason":"no answer"}],"isDraining":true}]}
                """)),
        (new Delta(StreamName.OfWorkloads(Network), 2, 3, [new WorkloadSet(Host, Web.Id,
                new("web", [IPAddress.Parse("10.100.1.2")], ImmutableSortedDictionary<string, string>.Empty, Web.AttachedAt, [Id],
                    IsDraining: true, IsAway: true))]),
            Text("""
                {"type":"delta","stream":"workloads/<N>","from":2,"to":3,"operations":[{"op":"workload-set","host":"<H>","id":"<H>","workload":{"name":"web",
                "addresses":["10.100.1.2"],"labels":{},"attachedAt":"2026-11-24T12:00:00+00:00","failing":["<H>"],"isDraining":true,"isAway":true}}]}
                """)),
    ];
}
