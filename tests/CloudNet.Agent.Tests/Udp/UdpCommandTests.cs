using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>The commands as a person types them, to tunnels that run.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class UdpCommandTests
{
    [Fact]
    public async Task Batch_applies_what_it_can_and_show_tells_all_of_it()
    {
        await using var pair = await TunnelPair.StartAsync();
        var (status, output, errors) = await TypeAsync(
            "peer set 192.168.0.7:8285 10.5.7.0/24 fd00:5:7::/64\n\npeer set 192.168.0.8:8285 10.5.8.1/24\nend\npeer set 192.168.0.9:8285 10.5.9.0/24\n",
            "batch", "--control", pair.A.Control);
        Assert.Equal((1, ""), (status, output));
        Assert.Equal("""
            Line 3: 10.5.8.1/24 has bits beyond its length; 10.5.8.0/24 is meant.
            Line 4: A line is 'peer set ADDRESS:PORT SUBNET…' or 'peer del ADDRESS:PORT'.

            """, errors);
        Assert.Equal((0, "", ""), await TypeAsync("peer del 192.168.0.9:8285", "batch", "--control", pair.A.Control));
        var shown = (await TypeAsync("", "show", "--control", pair.A.Control)).Output;
        Assert.StartsWith($"""
            Link      cn-ud5
            Local     192.168.0.1
            Port      8285
            Version   {AgentVersion.Text}
            Process   {pair.A.Process.Id}
            Overhead  28

            PEER              SUBNETS                    PACKETS IN  BYTES IN  PACKETS OUT  BYTES OUT  LAST HEARD
            192.168.0.2:8285  10.5.2.0/24,fd00:5:2::/64  0           0         0            0          never
            192.168.0.7:8285  10.5.7.0/24,fd00:5:7::/64  0           0         0            0          never

            DROPS           PACKETS
            no-peer         0

            """, shown);
        var json = JsonDocument.Parse((await TypeAsync("", "show", "--json", "--control", pair.A.Control)).Output).RootElement;
        Assert.Equal("10.5.7.0/24", json.GetProperty("peers")[1].GetProperty("subnets")[0].GetString());
        Assert.Equal(9, json.GetProperty("drops").EnumerateObject().Count());
    }

    [Fact]
    public async Task Five_thousand_peers_go_in_by_one_batch()
    {
        await using var pair = await TunnelPair.StartAsync();
        var lines = string.Concat(Enumerable.Range(0, 5000).Select(at => $"peer set 10.9.{at / 256}.{at % 256}:8285 172.{16 + (at / 256)}.{at % 256}.0/24\n"));
        Assert.Equal((0, "", ""), await TypeAsync(lines, "batch", "--control", pair.A.Control));
        Assert.Equal(5001, (await pair.A.Client.ShowAsync(default)).Peers.Count);
        await pair.A.Host.RunAsync("ping -q -c 1 -W 5 10.5.2.1");
    }

    [Theory]
    [InlineData("show")]
    [InlineData("batch")]
    public async Task Where_no_tunnel_answers_the_way_out_is_named(string command)
    {
        var (status, _, errors) = await TypeAsync("", command, "--control", "/run/nowhere/cn-ud5.sock");
        Assert.Equal((1, "No tunnel answers on /run/nowhere/cn-ud5.sock. Start it with 'cloudnet-agent udp run', or name its socket with --control.\n"), (status, errors));
    }

    [Theory]
    [InlineData("run", "--link", "cn-ud5", "--control", "/run/x.sock")]
    [InlineData("run", "--link", "cn-ud5", "--control", "/run/x.sock", "--local", "192.168.0")]
    [InlineData("run", "--link", "cn-ud5", "--control", "/run/x.sock", "--local", "0.0.0.0")]
    [InlineData("run", "--link", "cn-ud5", "--control", "/run/x.sock", "--local", "192.168.0.1", "--port", "65536")]
    [InlineData("run", "--link", "cn-ud5", "--control", "/run/x.sock", "--local", "192.168.0.1", "--port", "0")]
    [InlineData("run", "--link", "cn-ud5", "--control", "/run/x.sock", "--local", "fe80::1%1")]
    [InlineData("show")]
    public async Task WrongUse_IsStatusTwo(params string[] line) => Assert.Equal(2, (await TypeAsync("", line)).Status);

    private static async Task<(int Status, string Output, string Errors)> TypeAsync(string input, params string[] line)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(new(output, errors, colours: false, new StringReader(input)), TimeProvider.System, _ => null);
        var status = await CommandTree.RunAsync("cloudnet-agent", ["udp", .. line], context).Soon();
        return (status, output.ToString(), errors.ToString());
    }
}
