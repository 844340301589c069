using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>What an operator's words about which part of a list they want become on the wire, and what a terminal says where there is none.</summary>
public sealed class ListCommandTests
{
    private const string Empty = """{"items":[],"next":null}""";

    [Theory]
    [InlineData("networks?name=prod-&sort=-created&limit=500", "network", "list", "--name", "prod-", "--sort", "-created")]
    [InlineData("networks?sort=-name&limit=500", "network", "list", "--sort=-name")]
    [InlineData("networks?limit=500", "network", "list")]
    [InlineData("hosts?name=v%201&link=never-seen&sort=created&label=rack%3D7&label=a%3Db&limit=500",
        "host", "list", "--sort", "created", "--label", "rack=7", "--link", "never-seen", "--name", "v 1", "--label", "a=b")]
    [InlineData("enrolment-keys?sort=-created&limit=500", "key", "list", "--sort", "-created")]
    [InlineData("tokens?sort=-name&limit=500", "token", "list", "--sort", "-name")]
    [InlineData("networks/blue/pins?workload=db%26&sort=created&limit=500", "network", "pins", "blue", "--workload", "db&", "--sort", "created")]
    [InlineData("networks/blue/port-mappings?workload=web&limit=500", "network", "port-mappings", "blue", "--workload", "web")]
    public async Task WhatIsAskedFor_IsTheApisOwnParameter(string query, params string[] line) =>
        Assert.Equal([$"GET {query} "], (await OperatorLine.RunAsync(_ => Empty, line)).Asked);

    [Fact]
    public async Task EachPage_IsAskedForWithTheFilters()
    {
        var (_, output, _, asked) = await OperatorLine.RunAsync(
            ask => ask.Contains("cursor", StringComparison.Ordinal) ? """{"items":[{"name":"v2"}],"next":null}""" : """{"items":[{"name":"v1"}],"next":"x y"}""",
            "host", "list", "--name", "v", "--sort", "-name", "--json");
        Assert.Equal(["GET hosts?name=v&sort=-name&limit=500 ", "GET hosts?name=v&sort=-name&limit=500&cursor=x%20y "], asked);
        Assert.Equal("""[{"name":"v1"},{"name":"v2"}]""" + "\n", output);
    }

    [Theory]
    [InlineData("There are no such networks.\n", "network", "list", "--name", "x")]
    [InlineData("There are no such hosts.\n", "host", "list", "--link", "down", "--label", "rack=7")]
    [InlineData("There are no hosts with such labels.\n", "host", "list", "--label", "rack=7", "--sort", "created")]
    [InlineData("There are no such pins.\n", "network", "pins", "blue", "--workload", "x")]
    [InlineData("[]\n", "network", "list", "--name", "x", "--json")]
    public async Task WhereTheFiltersLeaveNothing_NobodyIsToldThatThereIsNothing(string expected, params string[] line) =>
        Assert.Equal((0, expected), await OutputAsync(line));

    [Fact]
    public async Task AnOrderLeavesNothingOut() =>
        Assert.StartsWith("There is no network yet. ", (await OutputAsync("network", "list", "--sort", "-name")).Output);

    [Fact]
    public async Task ARefusal_NamesTheOptionsThatWereTyped()
    {
        var (status, output, errors, _) = await OperatorLine.RunAsync(
            _ => OperatorLine.Refusal("link", "label", "sort", "limit"), "host", "list", "--link", "gone", "--sort", "size", "--label", "x");
        Assert.Equal((1, ""), (status, output));
        Assert.Equal("""
            The controller refused: Not valid.
              --link: It is wrong. Right it.
              --label: It is wrong. Right it.
              --sort: It is wrong. Right it.
              limit: It is wrong. Right it.

            """, errors);
        var key = await OperatorLine.RunAsync(
            _ => OperatorLine.Refusal("name", "expiresInMinutes", "networks", "labels"), "key", "create", "x", "--expires-in", "0");
        Assert.Equal(["name", "--expires-in", "--network", "--label"], Fields(key.Errors));
    }

    [Theory]
    [InlineData("never-seen")]
    [InlineData("linked")]
    [InlineData("down")]
    public async Task AHostsLink_IsCalledAsTheFilterCallsIt(string link)
    {
        var host = $$"""
            {"id":"019aa3c1-0000-7000-8000-000000000001","name":"v1","underlayAddress":"192.168.124.51","link":"{{link}}","lastSeenAt":null,"agentVersion":null,
            "problems":[],"enrolledAt":"2026-11-24T12:00:00+00:00","leases":[],"warnings":null,"labels":null}
            """;
        Assert.EndsWith($" {link}\n", (await OperatorLine.RunAsync(_ => $$"""{"items":[{{host}}],"next":null}""", "host", "list")).Output);
        Assert.Contains($"Link        {link}\n", (await OperatorLine.RunAsync(_ => host, "host", "show", "v1")).Output);
    }

    [Fact]
    public async Task APool_ShowsAllThatItsSubnetsAre()
    {
        const string Pool = """
            {"networkId":"019aa3c1-0000-7000-8000-000000000001","networkName":"blue","pools":[{"family":"ipv4","subnetLength":24,"ranges":[{"range":"10.100.0.0/16",
            "total":256,"held":2,"reserved":1,"free":252,"byReservationOnly":1}],"total":256,"held":2,"reclaimable":0,"reserved":1,"free":252,
            "nextFree":"10.100.3.0/24","longestFree":null,"takenLastWeek":0,"fullInDays":null}]}
            """;
        Assert.Equal("""
            RANGES         SUBNETS  HELD  RECLAIMABLE  RESERVED  FREE  ON REQUEST  NEXT           FULL IN
            10.100.0.0/16  256      2     0            1         252   1           10.100.3.0/24  -

            """, (await OperatorLine.RunAsync(_ => Pool, "network", "pool", "blue")).Output);
    }

    [Fact]
    public async Task Grow_SendsHowSubnetsAreCut_AndWithoutLeavesItToTheController()
    {
        string[] grow = ["network", "grow", "blue", "10.101.0.0/16"];
        var (_, _, errors, asked) = await OperatorLine.RunAsync(
            _ => OperatorLine.Refusal("range", "subnetLength", "subnetMin", "subnetMax"),
            [.. grow, "--subnet-length", "25", "--subnet-min", "10.101.1.0", "--subnet-max", "10.101.9.0"]);
        Assert.Equal(
            ["""POST networks/blue/ranges {"range":"10.101.0.0/16","subnetLength":25,"subnetMin":"10.101.1.0","subnetMax":"10.101.9.0","allowOverlap":null}"""],
            asked);
        Assert.Equal(["range", "--subnet-length", "--subnet-min", "--subnet-max"], Fields(errors));
        Assert.Contains(""""subnetLength":null,"subnetMin":null,"subnetMax":null"""", (await OperatorLine.RunAsync(_ => OperatorLine.Refusal("range"), grow)).Asked[0]);
    }

    [Theory]
    [InlineData("network", "list", "--link", "down")]
    [InlineData("key", "list", "--name", "x")]
    [InlineData("host", "list", "--sort")]
    [InlineData("network", "grow", "blue", "10.101.0.0/16", "--subnet-length", "many")]
    public async Task WrongUse_AsksNobody(params string[] line)
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync(_ => Empty, line);
        Assert.Equal((2, ""), (status, output));
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("linked, down or never-seen", "  cloudnet host list --link down --name v\n", "host", "list")]
    [InlineData("--sort <ORDER>", "  cloudnet network list --name prod- --sort -created\n", "network", "list")]
    [InlineData("-name, -created", "  cloudnet key list --sort -created\n", "key", "list")]
    [InlineData("-name, -created", "  cloudnet token list --sort -created\n", "token", "list")]
    [InlineData("--subnet-max <ADDRESS>", "  cloudnet network grow blue 10.101.0.0/16 --subnet-min 10.101.16.0 --subnet-max 10.101.31.0\n", "network", "grow")]
    [InlineData("--port <PORT[:TARGET][/PROTOCOL][=NAME][@HOSTPORT]>", "  cloudnet network service create blue web --port 80:8080 --select app=web\n", "network", "service", "create")]
    [InlineData("--affinity <SECONDS>", "  cloudnet network service set blue web --weight-label weight --local-only false\n", "network", "service", "set")]
    [InlineData("--after <CURSOR>", "  cloudnet audit list --operation RemoveNetwork --from 2026-11-01T00:00:00Z --limit 20\n", "audit", "list")]
    public async Task Help_TeachesHow(string words, string example, params string[] line)
    {
        var help = (await OutputAsync([.. line, "--help"])).Output;
        Assert.Contains(words, help);
        Assert.Contains(example, help);
    }

    private static async Task<(int Status, string Output)> OutputAsync(params string[] line)
    {
        var (status, output, _, _) = await OperatorLine.RunAsync(_ => Empty, line);
        return (status, output);
    }

    private static IEnumerable<string> Fields(string errors) => errors.Split("\n  ").Skip(1).Select(line => line.Split(':')[0]);
}
