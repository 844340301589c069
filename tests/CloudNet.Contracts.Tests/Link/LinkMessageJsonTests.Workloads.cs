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
            [new WorkloadSet(Host, Web.Id, new("web", [IPAddress.Parse("10.100.1.2")], ImmutableSortedDictionary<string, string>.Empty.Add("app", "web"),
                Web.AttachedAt)),
                new WorkloadRemoved(Host, Web.Id), new HostWorkloadsRemoved(Host), new AddressPinned(new("web", IPAddress.Parse("10.100.1.9"))),
                new AddressUnpinned(IPAddress.Parse("10.100.1.9"))]),
            Text("""
                {"type":"delta","stream":"workloads/<N>","from":3,"to":4,"operations":[{"op":"workload-set","host":"<H>","id":"<H>",
                "workload":{"name":"web","addresses":["10.100.1.2"],"labels":{"app":"web"},
                "attachedAt":"2026-11-24T12:00:00+00:00"}},{"op":"workload-removed","host":"<H>","id":"<H>"},
                {"op":"host-workloads-removed","host":"<H>"},{"op":"address-pinned","pin":{"workload":"web","address":"10.100.1.9"}},
                {"op":"address-unpinned","address":"10.100.1.9"}]}
                """)),
    ];
}
