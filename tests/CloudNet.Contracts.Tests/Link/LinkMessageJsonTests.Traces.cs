using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Traces;

namespace CloudNet.Contracts.Tests.Link;

/// <summary>Those of traces.</summary>
public sealed partial class LinkMessageJsonTests
{
    private static (LinkMessage Message, string Text)[] TraceFrames =>
    [
        (new TraceRequest(Host.Value, IPAddress.Parse("10.100.1.2"), IPAddress.Parse("10.100.2.2"), TraceProtocol.Tcp, 80, 40000, true, new(new Guid(H))),
            Text("""
                {"type":"trace-request","id":"<H>","source":"10.100.1.2","destination":"10.100.2.2","protocol":"tcp","port":80,"mark":40000,
                "sends":true,"workload":"<H>"}
                """)),
        (new TraceReady(Host.Value), Text("""{"type":"trace-ready","id":"<H>"}""")),
        (new TraceStop(Host.Value), Text("""{"type":"trace-stop","id":"<H>"}""")),
        (new TraceResult(Host.Value, new("v1", [new(true, "inet t forward", "drop", "drop", "cn-vx5")], "a route", Problem: "none")),
            Text("""
                {"type":"trace-result","id":"<H>","trace":{"host":"v1","steps":[{"back":true,"chain":"inet t forward","verdict":"drop","rule":"drop",
                "in":"cn-vx5"}],"route":"a route","problem":"none"}}
                """)),
    ];
}
