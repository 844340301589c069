using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>What an operator's words about services become on the wire, and answers in a terminal.</summary>
public sealed class ServiceCommandTests
{
    private const string Web = """
        {"id":"019aa3c3-0000-7000-8000-0000000000d1","networkId":"019aa3c1-0000-7000-8000-0000000000b1","networkName":"blue","name":"web",
        "addresses":["10.100.0.17","fd00:100::11"],
        "ports":[{"port":80,"targetPort":8080,"protocol":"tcp","name":"http"},{"port":53,"targetPort":53,"protocol":"udp"}],
        "selector":{"app":"web","tier":"it's"},"backends":[],"algorithm":"random","weightLabel":"weight","affinitySeconds":600,"localOnly":true,
        "backendCount":2,"createdAt":"2026-11-24T12:00:00+00:00","failingCount":1,
        "healthCheck":{"kind":"http","port":8080,"path":"/healthz","intervalSeconds":2,"timeoutSeconds":2,"rise":2,"fall":3,"keepAll":true}}
        """;

    private const string Db = """
        {"id":"019aa3c3-0000-7000-8000-0000000000d2","networkId":"019aa3c1-0000-7000-8000-0000000000b1","networkName":"blue","name":"db",
        "addresses":["10.100.0.18"],"ports":[{"port":5432,"targetPort":5432,"protocol":"tcp"}],"selector":{},"backends":[{"address":"192.0.2.10","weight":0}],
        "algorithm":"source","weightLabel":null,"affinitySeconds":null,"localOnly":false,"backendCount":1,"createdAt":"2026-11-24T12:00:00+00:00"}
        """;

    private static readonly string Bare = Web.Replace("\"backendCount\":2", "\"backendCount\":0", StringComparison.Ordinal);

    private static readonly string Backends = $$"""
        [{"addresses":["10.100.1.2","fd00:100:1::2"],"weight":3,"workloadId":"{{Guid.Empty}}","workloadName":"web\u001b[31m","hostName":"v1"},
        {"addresses":["10.100.2.2"],"weight":0,"workloadId":"{{Guid.Empty}}","workloadName":"web2","hostName":"v2",
        "state":"failing","reason":"the answer was 503"}]
        """;

    [Fact]
    public async Task TheList_SaysWhereEachIs_AndWhatIsBehindIt()
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync(
            _ => $$"""{"items":[{{Web}},{{Db}}],"next":null}""", "network", "service", "list", "blue", "--name", "w", "--sort", "-created");
        Assert.Equal((0, """
            NAME  ADDRESSES                 PORTS                BACKENDS       BY
            web   10.100.0.17,fd00:100::11  80->8080/tcp,53/udp  2 (1 failing)  app=web,tier=it's
            db    10.100.0.18               5432/tcp             1              fixed

            """), (status, output));
        Assert.Equal(["GET networks/blue/services?name=w&sort=-created&limit=500 "], asked);
    }

    [Theory]
    [InlineData("Network blue has no service. Make one with: cloudnet network service create blue web --port 80:8080 --select app=web\n")]
    [InlineData("There are no such services.\n", "--name", "w")]
    public async Task AnEmptyList_SaysWhatToDo_UnlessItWasAskedForSome(string text, params string[] options) => Assert.Equal(
        text, (await OperatorLine.RunAsync(_ => """{"items":[],"next":null}""", ["network", "service", "list", "blue", .. options])).Output);

    [Fact]
    public async Task One_IsShownWithItsBackends()
    {
        var (status, output, _, asked) = await ShowAsync(Web, Backends);
        Assert.Equal((0, """
            Name        web
            Id          019aa3c3-0000-7000-8000-0000000000d1
            Network     blue
            Addresses   10.100.0.17
                        fd00:100::11
            Ports       80->8080/tcp  http
                        53/udp
            Backends    workloads with app=web and tier=it's
            Algorithm   random
            Weights     by the label weight
            Affinity    by the client's address, 600 seconds
            Local only  yes: a host sends to its own backends alone
            Hosts       none of their ports leads to it
            Check       GET http://BACKEND:8080/healthz, every 2 s, 2 s for an answer; up after 2, down after 3; where all fail all stay
            Created     2026-11-24 12:00:00Z

            ADDRESS                   WEIGHT  WORKLOAD  HOST  STATE
            10.100.1.2,fd00:100:1::2  3       web?[31m  v1    ready
            10.100.2.2                0       web2      v2    failing: the answer was 503

            """), (status, output));
        Assert.Equal(["GET networks/blue/services/web ", "GET networks/blue/services/web/backends "], asked);
        Assert.Equal($$"""{"service":{{Web}},"backends":{{Backends}}}""" + "\n", (await ShowAsync(Web, Backends, "--json")).Output);
    }

    [Fact]
    public async Task OneThatTakesNobody_SaysWhy()
    {
        const string Fixed = """[{"addresses":["192.0.2.10"],"weight":0,"workloadId":null,"workloadName":null,"hostName":null}]""";
        Assert.EndsWith("""
            Backends    fixed
            Algorithm   source: by the client's address
            Weights     each its own
            Affinity    none
            Local only  no
            Hosts       none of their ports leads to it
            Check       none
            Created     2026-11-24 12:00:00Z

            ADDRESS     WEIGHT  WORKLOAD  HOST  STATE
            192.0.2.10  0       -         -     ready
            Mind that: all of them weigh 0, so a connection that begins is refused.

            """, (await ShowAsync(Db, Fixed)).Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n\nNothing is behind it now, so a connection that begins is refused. Attach a workload: "
            + "cloudnet attach NAME --network blue --label app=web --label 'tier=it'\\''s'\n",
            (await ShowAsync(Bare, "[]")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfALongListOfBackends_TheRestIsCounted()
    {
        const string One = """{"addresses":["10.100.2.2"],"weight":1,"workloadId":null,"workloadName":"web","hostName":"v2"}""";
        var many = $"[{string.Join(',', Enumerable.Repeat(One, 4096))}]";
        var of = Web.Replace("\"backendCount\":2", "\"backendCount\":5000", StringComparison.Ordinal);
        Assert.EndsWith("v2    ready\nThese are the first 4096 of 5000.\n", (await ShowAsync(of, many)).Output, StringComparison.Ordinal);
        Assert.EndsWith("v2    ready\n", (await ShowAsync(Web, many)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusalOfEither_IsTheAnswer()
    {
        const string Gone = """
            {"type":"urn:cloudnet:not-found","title":"No such service","status":404,
            "detail":"Network 'blue' has no service 'web'; GET /api/v1/networks/blue/services lists them.","problems":null}
            """;
        foreach (var of in (string[])["services/web ", "backends "])
        {
            var (status, output, errors, _) = await OperatorLine.RunAsync(
                "", asked => asked.EndsWith(of, StringComparison.Ordinal) ? (404, Gone) : (200, Web), "network", "service", "show", "blue", "web");
            Assert.Equal((1, ""), (status, output));
            Assert.Contains("'cloudnet network service list blue' lists them.", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ItIsRemoved_AndSaid()
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync("", _ => (204, ""), "network", "service", "remove", "blue", "a/b");
        Assert.Equal((0, "Service a/b is removed.\n"), (status, output));
        Assert.Equal(["DELETE networks/blue/services/a%2Fb "], asked);
    }

    private static Task<(int Status, string Output, string Errors, List<string> Asked)> ShowAsync(string service, string backends, params string[] options) =>
        OperatorLine.RunAsync(
            asked => asked.EndsWith("/backends ", StringComparison.Ordinal) ? backends : service, ["network", "service", "show", "blue", "web", .. options]);
}
