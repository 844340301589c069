using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>Networks are opened to each other, listed, and closed.</summary>
public sealed class PeeringCommandTests
{
    private const string Red =
        """{"peerId":"01980000-0000-7000-8000-000000000102","peer":"red","ranges":["10.101.0.0/16"],"hostsInBoth":2,"onlyHere":["v3","v4","v5","v6"],"onlyThere":["w1"],"inClear":"red"}""";

    private const string Table = """
        PEER  RANGES         HOSTS IN BOTH  IN BLUE ONLY       IN THE PEER ONLY
        red   10.101.0.0/16  2              v3, v4 and 2 more  w1
        Workloads on v3, v4 and 2 more do not reach red: cloudnet network join red v3
        Workloads on w1 do not reach blue: cloudnet network join blue w1
        Mind that: red is not encrypted, so what is sent to its workloads on other hosts crosses in clear.

        """;

    [Fact]
    public async Task ItIsShown_WithWhatToTypeForWhoDoesNotReachIt()
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync("", _ => (200, Red), "network", "peer", "blue", "red");
        Assert.Equal((0, Table), (status, output));
        Assert.Equal(["PUT networks/blue/peerings/red "], asked);
    }

    [Fact]
    public async Task TheListIsTheSame_AndAnEmptyOneSaysWhatToDo()
    {
        Assert.Equal(Table, (await OperatorLine.RunAsync("", _ => (200, $"[{Red}]"), "network", "peerings", "blue")).Output);
        Assert.Equal(
            "blue is closed to all other networks. Open it to one with: cloudnet network peer blue OTHER\n",
            (await OperatorLine.RunAsync("", _ => (200, "[]"), "network", "peerings", "blue")).Output);
    }

    [Fact]
    public async Task ItIsEnded_AndSaid()
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync("", _ => (204, ""), "network", "end-peering", "blue", "red");
        Assert.Equal((0, "blue and red are closed to each other.\n"), (status, output));
        Assert.Equal(["DELETE networks/blue/peerings/red "], asked);
    }
}
