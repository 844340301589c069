using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Tests.Link;

/// <summary>Those of a network's workloads.</summary>
public sealed partial class LinkMessageJsonTests
{
    private static (LinkMessage Message, string Text)[] WorkloadFrames =>
    [
        (new Delta(StreamName.OfWorkloads(Network), 3, 4,
            [new WorkloadSet(Host, Web.Id, new("web", [IPAddress.Parse("10.100.1.2")], ImmutableSortedDictionary<string, string>.Empty.Add("app", "web"))),
                new WorkloadRemoved(Host, Web.Id), new HostWorkloadsRemoved(Host)]),
            Text("""
                {"type":"delta","stream":"workloads/<N>","from":3,"to":4,"operations":[{"op":"workload-set","host":"<H>","id":"<H>",
                "workload":{"name":"web","addresses":["10.100.1.2"],"labels":{"app":"web"}}},{"op":"workload-removed","host":"<H>","id":"<H>"},
                {"op":"host-workloads-removed","host":"<H>"}]}
                """)),
    ];
}
