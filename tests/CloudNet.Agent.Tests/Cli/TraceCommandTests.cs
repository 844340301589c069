using CloudNet.Agent.Cli;
using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>What became of a packet, as people read it.</summary>
public sealed class TraceCommandTests
{
    private const string Stopped = """
        {"from":{"address":"10.100.1.2","host":"v1","workload":"web","network":"blue"},
        "to":{"address":"10.100.2.2","host":"v2","workload":"db","network":"blue"},
        "protocol":"tcp","port":80,"answered":false,"outcome":"It stopped on v2, by the policy of ip filter FORWARD.","hosts":[
        {"host":"v1","steps":[{"back":false,"chain":"inet cloudnet forward","verdict":"accept","rule":"iifname . oifname { … } accept","in":"cn-br5","out":"cn-vx5"}],
        "route":"10.100.2.2 via 10.100.2.0 dev cn-vx5","tunnel":"VXLAN 5 on cn-vx5 to v2","answer":"no answer within two seconds"},
        {"host":"v2","steps":[{"back":false,"chain":"ip filter FORWARD","verdict":"drop","in":"cn-vx5","out":"cn-br5"}],"route":"10.100.2.2 dev cn-br5"}]}
        """;

    [Fact]
    public async Task EachHostIsATable_AndTheEndASentence()
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync("", _ => (200, Stopped), "trace", "web", "db", "--port", "80");
        Assert.Equal(Terminal.Failure, status);
        Assert.Equal(["POST traces {\"from\":\"web\",\"to\":\"db\",\"network\":null,\"protocol\":\"tcp\",\"port\":80}"], asked);
        Assert.Equal("""
            web (10.100.1.2 on v1, blue) to db (10.100.2.2 on v2, blue), tcp port 80

            v1
              WAY    LINKS            CHAIN                  VERDICT  RULE
              there  cn-br5 > cn-vx5  inet cloudnet forward  accept   iifname . oifname { … } accept
              route: 10.100.2.2 via 10.100.2.0 dev cn-vx5
              tunnel: VXLAN 5 on cn-vx5 to v2
              sender: no answer within two seconds

            v2
              WAY    LINKS            CHAIN              VERDICT  RULE
              there  cn-vx5 > cn-br5  ip filter FORWARD  drop     (policy)
              route: 10.100.2.2 dev cn-br5

            It stopped on v2, by the policy of ip filter FORWARD.

            """, output);
    }

    [Fact]
    public async Task AnAnswerIsSuccess_WithItsTime()
    {
        const string answered = """
            {"from":{"address":"10.100.1.1","host":"v1","workload":null,"network":"blue"},
            "to":{"address":"192.0.2.7","host":null,"workload":null,"network":null},"protocol":"icmp","port":null,"answered":true,
            "outcome":"It arrived, and was answered.","hosts":[{"host":"v1","steps":[],"answer":"answered","latencyMicroseconds":412}]}
            """;
        var (status, output, _, _) = await OperatorLine.RunAsync("", _ => (200, answered), "trace", "v1", "192.0.2.7");
        Assert.Equal(Terminal.Success, status);
        Assert.Equal(
            "v1 (10.100.1.1, blue) to an address outside (192.0.2.7), icmp\n\nv1\n  no rule met it here\n  sender: answered\n\nIt arrived, and was answered. (0.41 ms)\n", output);
    }
}
