using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>What an operator's words about labels become on the wire, and answers in a terminal.</summary>
public sealed class LabelCommandTests
{
    private const string V1 = """
        {"id":"019aa3c1-0000-7000-8000-000000000001","name":"v1","underlayAddress":"192.168.124.51","link":"linked","lastSeenAt":null,"agentVersion":"1.0.0",
        "problems":[],"enrolledAt":"2026-11-24T12:00:00+00:00","leases":[],"warnings":null,"labels":{"rack":"7","role":"edge\u001b[31m"}}
        """;

    private const string Key = """
        {"id":"019aa3c1-0000-7000-8000-000000000008","name":"rack 7","uses":1,"used":0,"expiresAt":"2026-11-24T12:00:00+00:00","networks":[],
        "createdAt":"2026-11-23T12:00:00+00:00","labels":{"rack":"7"}}
        """;

    [Fact]
    public async Task HostLabel_SetsAndTakesAway_InOneCall()
    {
        var (status, output, _, asked) = await RunAsync(V1, "host", "label", "v1", "role=edge", "spare-", "a-=b=c-", "--json");
        Assert.Equal((0, V1 + "\n"), (status, output));
        Assert.Equal(["""PATCH hosts/v1 {"labels":{"a-":"b=c-","role":"edge","spare":null}}"""], asked);
        Assert.Equal("v1 has rack=7,role=edge?[31m.\n", (await RunAsync(V1, "host", "label", "v1", "rack=7")).Output);
        var bare = V1[..V1.IndexOf("\"rack\"", StringComparison.Ordinal)] + "}}";
        Assert.Equal("v1 has no label.\n", (await RunAsync(bare, "host", "label", "v1", "rack-")).Output);
    }

    [Fact]
    public async Task HostList_AsksForLabels_AndShowsThem()
    {
        var (_, output, _, asked) = await RunAsync($$"""{"items":[{{V1}}],"next":null}""", "host", "list", "--label", "rack=7", "--label", "role=a b&c");
        Assert.Equal(["GET hosts?label=rack%3D7&label=role%3Da%20b%26c&limit=500 "], asked);
        Assert.Equal("""
            NAME  UNDERLAY        AGENT  NETWORKS  LABELS                 PROBLEMS  LINK
            v1    192.168.124.51  1.0.0  -         rack=7,role=edge?[31m  0         linked

            """, output);
        Assert.Contains("Labels      rack=7\n            role=edge?[31m\nProblems    none\n", (await RunAsync(V1, "host", "show", "v1")).Output);
    }

    [Fact]
    public async Task HostList_OfAControllerWithoutLabels_IsNotTakenForTheAnswer()
    {
        var old = $$"""{"items":[{{V1[..V1.IndexOf(",\"labels\"", StringComparison.Ordinal)]}}}],"next":null}""";
        var (status, output, errors, _) = await RunAsync(old, "host", "list", "--label", "rack=7");
        Assert.Equal((1, ""), (status, output));
        Assert.Contains("before hosts had labels", errors);
        Assert.Equal("There are no hosts with such labels.\n", (await RunAsync("""{"items":[],"next":null}""", "host", "list", "--label", "rack=7")).Output);
        Assert.Contains("v1    192.168.124.51  1.0.0  -         -       0         linked\n", (await RunAsync(old, "host", "list")).Output);
    }

    [Fact]
    public async Task KeyCreate_SendsLabels_AndNoFieldWithout()
    {
        var made = $$"""{"key":{{Key}},"secret":"cnk_x","installLine":"curl x"}""";
        var (_, output, _, asked) = await RunAsync(made, "key", "create", "rack 7", "--label", "rack=7", "--label", "site=");
        Assert.Equal("curl x\n", output);
        Assert.EndsWith(""" "networks":[],"labels":{"rack":"7","site":""}}""".TrimStart(), Assert.Single(asked));
        Assert.DoesNotContain("labels", Assert.Single((await RunAsync(made, "key", "create", "rack 7")).Asked));
        Assert.Contains("NETWORKS  LABELS  ID\n", (await RunAsync($$"""{"items":[{{Key}}],"next":null}""", "key", "list")).Output);
    }

    [Theory]
    [InlineData("host", "label", "v1")]
    [InlineData("host", "label", "v1", "rack")]
    [InlineData("host", "label", "v1", "=7")]
    [InlineData("host", "label", "v1", "")]
    [InlineData("host", "label", "v1", "rack=7", "rack-")]
    [InlineData("key", "create", "rack 7", "--label", "rack")]
    public async Task WrongUse_AsksNobody(params string[] line)
    {
        var (status, output, errors, asked) = await RunAsync("{}", line);
        Assert.Equal((2, ""), (status, output));
        Assert.EndsWith("Run it with --help to see what it takes.\n", errors);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task Help_TeachesHow()
    {
        var help = (await RunAsync("", "host", "label", "--help")).Output;
        Assert.Contains("KEY- takes it away", help);
        Assert.Contains("  cloudnet host label v1 role=edge spare-\n", help);
    }

    private static Task<(int Status, string Output, string Errors, List<string> Asked)> RunAsync(string answer, params string[] line) =>
        OperatorLine.RunAsync(_ => answer, line);
}
