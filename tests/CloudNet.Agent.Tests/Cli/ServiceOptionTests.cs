using System.Text.Json.Nodes;
using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>How the options of a service that is made or changed reach the wire, and which are refused before.</summary>
public sealed class ServiceOptionTests
{
    private const string Web = """
        {"id":"019aa3c3-0000-7000-8000-0000000000d1","networkId":"019aa3c1-0000-7000-8000-0000000000b1","networkName":"blue","name":"web",
        "addresses":["10.100.0.17","fd00:100::11"],"ports":[{"port":80,"targetPort":8080,"protocol":"tcp"}],"selector":{"app":"web"},"backends":[],
        "algorithm":"random","weightLabel":null,"affinitySeconds":null,"localOnly":false,"backendCount":1,"createdAt":"2026-11-24T12:00:00+00:00"}
        """;

    [Theory]
    [InlineData("""{"name":"web","ports":[{"port":80}],"selector":{"app":"web"}}""", "--port", "80", "--select", "app=web")]
    [InlineData(
        """
        {"name":"web",
        "ports":[{"port":80,"targetPort":8080,"protocol":"tcp","name":"http"},{"port":53,"targetPort":5353,"protocol":"udp"},{"port":9,"protocol":"sctp"}],
        "selector":{"app":"web","tier":"a=b"},"addresses":["10.100.0.10","fd00:100::10"],"algorithm":"source","weightLabel":"weight","affinity":"client-ip",
        "affinitySeconds":600,"localOnly":true}
        """,
        "--port", "80:8080/tcp=http", "--port", "53:5353/udp", "--port", "9/sctp", "--select", "tier=a=b", "--select", "app=web", "--address", "10.100.0.10",
        "--address", "fd00:100::10", "--algorithm", "source", "--weight-label", "weight", "--affinity", "600", "--local-only")]
    [InlineData(
        """{"name":"web","ports":[{"port":80}],"backends":[{"address":"192.0.2.10","weight":0},{"address":"fd00::1"}],"affinity":"client-ip"}""",
        "--affinity", "--port", "80", "--backend", "192.0.2.10=0", "--backend", "fd00::1")]
    [InlineData(
        """
        {"name":"web","ports":[{"port":80}],"selector":{"app":"web"},
        "healthCheck":{"kind":"https","port":8443,"path":"/a/b","intervalSeconds":1,"timeoutSeconds":2,"rise":3,"fall":4,"keepAll":false}}
        """,
        "--port", "80", "--select", "app=web", "--check", "https:8443/a/b", "--check-interval", "1", "--check-timeout", "2", "--check-rise", "3",
        "--check-fall", "4", "--check-keep-all", "false")]
    [InlineData(
        """{"name":"web","ports":[{"port":80,"targetPort":8080,"hostPort":30080}],"selector":{"app":"web"},"hosts":["v1","v2"]}""",
        "--port", "80:8080@30080", "--select", "app=web", "--host", "v1", "--host", "v2")]
    [InlineData(
        """{"name":"web","selector":{"app":"web"},"healthCheck":{"kind":"command","program":"dns"},"headless":true}""",
        "--headless", "--select", "app=web", "--check", "command:dns")]
    public async Task WhatIsMade(string body, params string[] options)
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync(_ => Web, ["network", "service", "create", "blue", "web", .. options]);
        Assert.Equal((0, "web is at 10.100.0.17 and fd00:100::11, 80->8080/tcp, and leads to 1 workload with app=web.\n"), (status, output));
        AssertBody($"POST networks/blue/services {body}", Assert.Single(asked));
    }

    [Theory]
    [InlineData("""{"affinity":"none"}""", "--affinity", "none")]
    [InlineData("""{"affinity":"client-ip"}""", "--affinity")]
    [InlineData("""{"affinity":"client-ip","affinitySeconds":5}""", "--affinity", "5")]
    [InlineData("""{"healthCheck":{"kind":"none"}}""", "--check", "none")]
    [InlineData("""{"hosts":[]}""", "--host", "all")]
    [InlineData("""{"healthCheck":{"kind":"http","path":"/"}}""", "--check", "http/")]
    [InlineData("""{"healthCheck":{"kind":"tcp","port":5432}}""", "--check", "tcp:5432")]
    [InlineData("""{"localOnly":false}""", "--local-only", "false")]
    [InlineData("""{"localOnly":true}""", "--local-only")]
    [InlineData("""{"weightLabel":""}""", "--weight-label", "")]
    [InlineData("""{"algorithm":"random","weightLabel":""}""", "--weight-label", "", "--algorithm", "random")]
    [InlineData("""{"ports":[{"port":443}],"selector":{"app":"web"}}""", "--port", "443", "--select", "app=web")]
    [InlineData("""{"backends":[{"address":"192.0.2.10","weight":3}]}""", "--backend", "192.0.2.10=3")]
    public async Task WhatIsChanged_AndNothingElse(string body, params string[] options)
    {
        var (status, _, _, asked) = await OperatorLine.RunAsync(_ => Web, ["network", "service", "set", "blue", "web", .. options]);
        Assert.Equal(0, status);
        AssertBody($"PUT networks/blue/services/web {body}", Assert.Single(asked));
    }

    [Theory]
    [InlineData("POST networks/blue/services?dryRun=true ", "create", "--port", "80", "--select", "app=web")]
    [InlineData("PUT networks/blue/services/web?dryRun=true ", "set", "--local-only")]
    [InlineData("DELETE networks/blue/services/web?dryRun=true ", "remove")]
    public async Task ATrial_ChangesNothing(string call, string command, params string[] options)
    {
        var (_, output, _, asked) = await OperatorLine.RunAsync(
            _ => """{"status":200,"answer":null,"changeCount":0,"changes":[],"effects":[]}""",
            ["network", "service", command, "blue", "web", "--dry-run", .. options]);
        Assert.Equal("Nothing would change.\n", output);
        Assert.StartsWith(call, Assert.Single(asked), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'80-90' is no port of a service: '80-90' is a range, and a service has single ports. Give one such as 80, ", "--port", "80-90")]
    [InlineData("'0' is no port of a service: '0' is no number of 1 to 65535. ", "--port", "0")]
    [InlineData("'80:70000/tcp' is no port of a service: '70000' is no number of 1 to 65535. ", "--port", "80:70000/tcp")]
    [InlineData("'http:80' is no port of a service: 'http' is no number of 1 to 65535. ", "--port", "http:80")]
    [InlineData("'80:' is no port of a service: '' is no number of 1 to 65535. ", "--port", "80:")]
    [InlineData("'80/TCP' is no port of a service: 'TCP' is no protocol: there are tcp, udp and sctp, in small letters. ", "--port", "80/TCP")]
    [InlineData("'80=' is no port of a service: there is no name behind '='. ", "--port", "80=")]
    [InlineData("'web' is no label. Give one such as app=web", "--select", "web")]
    [InlineData("Label 'app' is named twice, and no workload has two values of it. Give it once", "--select", "app=web", "--select", "app=api")]
    [InlineData("'192.0.2.10=much' is no backend: its weight is a number of 0 to 100. ", "--backend", "192.0.2.10=much")]
    [InlineData("Backends are found by label or fixed, and not both. Leave out --select or --backend.", "--select", "app=web", "--backend", "192.0.2.10")]
    [InlineData("'long' is no number of seconds. Give --affinity one, none, or nothing for the default of 10800.", "--affinity", "long")]
    [InlineData("What is given to --weight-label is empty. Give it, or leave --weight-label out.", "--weight-label", " ")]
    [InlineData("What is given to --algorithm is empty. Give it, or leave --algorithm out.", "--algorithm", "")]
    [InlineData("'tcp:http' is no check: its port is no number. Give one such as tcp, ", "--check", "tcp:http")]
    [InlineData("--check-rise says nothing alone: a check is given as a whole, --check tcp, ", "--check-rise", "3")]
    [InlineData("Say what is to change: --port, --select, --backend, --algorithm, --weight-label, --affinity, --local-only, --check,")]
    public async Task WhatIsMistyped_IsSaid_AndNobodyIsAsked(string words, params string[] options)
    {
        var (status, output, errors, asked) = await OperatorLine.RunAsync(_ => Web, ["network", "service", "set", "blue", "web", .. options]);
        Assert.Equal((2, ""), (status, output));
        Assert.StartsWith(words, errors, StringComparison.Ordinal);
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("Option '--port' is required.", "--select", "app=web")]
    [InlineData("Say what is behind it: --select app=web, ", "--port", "80")]
    public async Task WhatIsMade_HasPortsAndBackends(string words, params string[] options)
    {
        var (status, _, errors, asked) = await OperatorLine.RunAsync(_ => Web, ["network", "service", "create", "blue", "web", .. options]);
        Assert.Equal(2, status);
        Assert.StartsWith(words, errors, StringComparison.Ordinal);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task ARefusal_NamesTheOptionsThatWereTyped()
    {
        string[] fields = ["name", "ports", "ports[1].targetPort", "selector", "backends[0].address", "addresses[0]", "affinitySeconds", "weightLabel",
            "healthCheck.path", "$"];
        var (_, _, errors, _) = await OperatorLine.RunAsync(
            _ => OperatorLine.Refusal(fields), "network", "service", "create", "blue", "web", "--port", "80", "--select", "app=web");
        Assert.Equal(
            ["name", "--port", "--port", "--select", "--backend", "--address", "--affinity", "--weight-label", "--check", "$"],
            errors.Split("\n  ").Skip(1).Select(line => line.Split(':')[0]));
    }

    // What is not given is null on the wire, which the API takes as left out.
    private static void AssertBody(string expected, string asked)
    {
        var at = asked.IndexOf('{');
        Assert.Equal(expected[..expected.IndexOf('{')], asked[..at]);
        Assert.Equal(JsonNode.Parse(expected[expected.IndexOf('{')..])!.ToJsonString(), Given(JsonNode.Parse(asked[at..]))!.ToJsonString());
    }

    private static JsonNode? Given(JsonNode? node) => node switch
    {
        JsonObject all => new JsonObject(all.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Key, Given(one.Value)))),
        JsonArray all => new JsonArray([.. all.Select(Given)]),
        _ => node?.DeepClone(),
    };
}
