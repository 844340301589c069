using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>What an operator's words about ports become on the wire, and answers in a terminal.</summary>
public sealed class PortMappingCommandTests
{
    private const string Id = "019aa3c1-0000-7000-8000-000000000009";

    private const string Web = $$"""
        {"id":"{{Id}}","networkId":"019aa3c1-0000-7000-8000-0000000000b1","hostId":"019aa3c1-0000-7000-8000-000000000001","hostName":"v1","protocol":"udp",
        "hostPort":"8000-8010","hostAddress":"192.168.124.51","workload":"web","targetPort":80,"isAttached":false,"createdAt":"2026-11-24T12:00:00+00:00"}
        """;

    [Fact]
    public async Task APortIsMapped_ShownAndMappedNoLonger()
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync(
            _ => Web, "network", "port-mapping", "blue", "v1", "8000-8010", "web",
            "--target-port", "80", "--protocol", "udp", "--host-address", "192.168.124.51");
        Assert.Equal((0, "Port 192.168.124.51 8000-8010/udp of v1 leads to web 80-90 once web is attached there.\n"), (status, output));
        const string Asked = """{"host":"v1","workload":"web","hostPort":"8000-8010","targetPort":80,"protocol":"udp","hostAddress":"192.168.124.51"}""";
        Assert.Equal([$"POST networks/blue/port-mappings {Asked}"], asked);
        (_, output, _, _) = await OperatorLine.RunAsync(_ => $$"""{"items":[{{Web}}],"next":null}""", "network", "port-mappings", "blue");
        Assert.Equal($"""
            HOST  PORT                          WORKLOAD   ATTACHED  ID
            v1    192.168.124.51 8000-8010/udp  web 80-90  no        {Id}

            """, output);
        (status, output, _, asked) = await OperatorLine.RunAsync("", _ => (204, ""), "network", "remove-port-mapping", "blue", Id);
        Assert.Equal((0, "The port leads there no longer.\n"), (status, output));
        Assert.Equal([$"DELETE networks/blue/port-mappings/{Id} "], asked);
    }
}
