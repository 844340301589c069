using System.Text.Json.Nodes;
using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>What an operator's words about policies become on the wire, and answers in a terminal.</summary>
public sealed class PolicyCommandTests
{
    private const string Db = """
        {"id":"019aa3c3-0000-7000-8000-0000000000d1","networkId":"019aa3c1-0000-7000-8000-0000000000b1","networkName":"blue","name":"web-to-db",
        "direction":"ingress","action":"allow","selector":{"app":"db"},"peers":[{"selector":{"app":"web","tier":"front"}},{"cidr":"192.0.2.0/24"}],
        "ports":[{"protocol":"tcp","port":5432},{"protocol":"udp","port":8000,"to":8010},{"protocol":"icmp"}],"priority":500,"dryRun":false,
        "matched":{"packets":12,"bytes":720},"createdAt":"2026-11-24T12:00:00+00:00"}
        """;

    private const string Shut = """
        {"id":"019aa3c3-0000-7000-8000-0000000000d2","networkId":"019aa3c1-0000-7000-8000-0000000000b1","networkName":"blue","name":"shut",
        "direction":"egress","action":"deny","selector":{},"peers":[],"ports":[],"priority":1000,"dryRun":true,"matched":{"packets":0,"bytes":0},
        "createdAt":"2026-11-24T12:00:00+00:00"}
        """;

    [Fact]
    public async Task TheList_SaysWhatEachIsAbout()
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync(_ => $$"""{"items":[{{Shut}},{{Db}}],"next":null}""", "network", "policy", "list", "blue",
            "--name", "w");
        Assert.Equal((0, """
            NAME       PRIORITY  DIRECTION  ACTION             ABOUT          PEERS                            PORTS                        PACKETS
            shut       1000      egress     deny (count only)  all workloads  anybody                          everything                   0
            web-to-db  500       ingress    allow              app=db         app=web,tier=front,192.0.2.0/24  5432/tcp,8000-8010/udp,icmp  12

            """), (status, output));
        Assert.Equal(["GET networks/blue/policies?name=w&limit=500 "], asked);
    }

    [Fact]
    public async Task One_IsShownWithWhatItMatchedOnEachHost()
    {
        const string Counts = """[{"hostId":"019aa3c3-0000-7000-8000-0000000000e1","hostName":"v1","packets":12,"bytes":720,"since":"2026-11-24T12:00:00+00:00","toldAt":"2026-11-24T12:00:00+00:00"}]""";
        var (status, output, _, asked) = await OperatorLine.RunAsync(
            ask => ask.EndsWith("/counts ", StringComparison.Ordinal) ? Counts : Db, "network", "policy", "show", "blue", "web-to-db");
        Assert.Equal((0, """
            Name        web-to-db
            Id          019aa3c3-0000-7000-8000-0000000000d1
            Network     blue
            Direction   ingress
            Action      allow
            Priority    500
            About       app=db
            Peers       app=web,tier=front
                        192.0.2.0/24
            Ports       5432/tcp
                        8000-8010/udp
                        icmp
            Matched     12 packets that began a connection, 720 bytes
            Created     2026-11-24 12:00:00Z

            HOST  PACKETS  BYTES  SINCE
            v1    12       720    2026-11-24 12:00:00Z

            """), (status, output));
        Assert.Equal(["GET networks/blue/policies/web-to-db ", "GET networks/blue/policies/web-to-db/counts "], asked);
    }

    [Theory]
    [InlineData("""{"name":"web-to-db","direction":"ingress","action":"allow"}""", "--direction", "ingress", "--action", "allow")]
    [InlineData(
        """
        {"name":"web-to-db","direction":"egress","action":"deny","selector":{"app":"db"},"peers":[{"selector":{"app":"web","tier":"front"}},{"cidr":"::/0"}],
        "ports":[{"port":80},{"protocol":"udp","port":8000,"to":8010},{"protocol":"icmp"}],"priority":7,"dryRun":true}
        """,
        "--direction", "egress", "--action", "deny", "--select", "app=db", "--peer", "app=web,tier=front", "--peer", "::/0", "--port", "80", "--port",
        "8000-8010/udp", "--port", "icmp", "--priority", "7", "--count-only")]
    public async Task WhatIsMade(string body, params string[] options)
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync(_ => Db, ["network", "policy", "create", "blue", "web-to-db", .. options]);
        Assert.Equal((0, "web-to-db allows connections to app=db from app=web,tier=front or 192.0.2.0/24, 5432/tcp or 8000-8010/udp or icmp, at priority 500.\n"), (status, output));
        AssertBody($"POST networks/blue/policies {body}", Assert.Single(asked));
    }

    [Theory]
    [InlineData("""{"dryRun":false}""", "--count-only", "false")]
    [InlineData("""{"selector":{},"peers":[],"ports":[]}""", "--any-workload", "--any-peer", "--any-port")]
    [InlineData("""{"ports":[{"protocol":"sctp"}],"priority":3}""", "--port", "sctp", "--priority", "3")]
    public async Task WhatIsChanged_AndNothingElse(string body, params string[] options)
    {
        var (_, output, _, asked) = await OperatorLine.RunAsync(_ => Shut, ["network", "policy", "set", "blue", "shut", .. options]);
        Assert.Equal("shut counts what it would deny: connections of all workloads to anybody, everything, at priority 1000.\n", output);
        AssertBody($"PUT networks/blue/policies/shut {body}", Assert.Single(asked));
    }

    [Theory]
    [InlineData("'0' is no port of a policy.", "create", "--direction", "ingress", "--action", "deny", "--port", "0")]
    [InlineData("'app=web,tier' is no peer: 'tier' is no label", "create", "--direction", "ingress", "--action", "deny", "--peer", "app=web,tier")]
    [InlineData("Say what is to change: --direction", "set")]
    [InlineData("--any-peer and --peer say two things.", "set", "--any-peer", "--peer", "app=web")]
    public async Task WhatIsNone_IsSaidBeforeAnybodyIsAsked(string text, string command, params string[] options)
    {
        var (status, _, errors, asked) = await OperatorLine.RunAsync(_ => Db, ["network", "policy", command, "blue", "web", .. options]);
        Assert.NotEqual(0, status);
        Assert.Contains(text, errors, StringComparison.Ordinal);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task TheDefaults_AreShown_AndChanged()
    {
        const string Defaults = """
            {"networkId":"019aa3c1-0000-7000-8000-0000000000b1","networkName":"blue","ingress":"count","egress":"allow","ingressMatched":{"packets":17,"bytes":1020},
            "egressMatched":{"packets":0,"bytes":0}}
            """;
        var (status, output, _, asked) = await OperatorLine.RunAsync(_ => Defaults, "network", "policy", "default", "blue");
        Assert.Equal((0, "What no policy of blue matches:\nIngress   count  17 packets were refused or counted\nEgress    allow\n"), (status, output));
        Assert.Equal(["GET networks/blue/policy-defaults "], asked);
        (_, _, _, asked) = await OperatorLine.RunAsync(_ => Defaults, "network", "policy", "default", "blue", "--ingress", "count");
        AssertBody("""PUT networks/blue/policy-defaults {"ingress":"count"}""", Assert.Single(asked));
    }

    [Fact]
    public async Task ItIsRemoved_AndSaid()
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync("", _ => (204, ""), "network", "policy", "remove", "blue", "a/b");
        Assert.Equal((0, "Policy a/b is removed.\n"), (status, output));
        Assert.Equal(["DELETE networks/blue/policies/a%2Fb "], asked);
    }

    // What was not given is null on the wire, or left out.
    private static void AssertBody(string expected, string asked)
    {
        var (call, body) = (asked[..asked.IndexOf('{')], JsonNode.Parse(asked[asked.IndexOf('{')..])!.AsObject());
        foreach (var name in body.Where(field => field.Value is null).Select(field => field.Key).ToArray()) body.Remove(name);
        Clean(body);
        Assert.Equal(expected[..expected.IndexOf('{')], call);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected[expected.IndexOf('{')..]), body), body.ToJsonString());
    }

    private static void Clean(JsonObject body)
    {
        foreach (var item in body.Select(field => field.Value).OfType<JsonArray>().SelectMany(array => array).OfType<JsonObject>())
            foreach (var name in item.Where(field => field.Value is null).Select(field => field.Key).ToArray()) item.Remove(name);
    }
}
