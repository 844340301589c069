using System.Net;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Link;
using Xunit;

namespace CloudNet.Agent.Tests.Attach;

/// <summary>The whole agent on the real kernel of a host that gets another address.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class MovedHostTests
{
    private const string Other = "192.168.124.77";

    [Theory]
    [InlineData("ip address del 192.168.124.51/24 dev eth0; ip address add 192.168.124.77/24 dev eth0")]
    [InlineData("ip link del eth0; ip link add eth1 type veth peer name wire1; ip address add 192.168.124.77/24 dev eth1; ip link set wire1 up; ip link set eth1 up")]
    public async Task GuessedAddressThatIsAnother_IsFollowedWithoutARestart(string change)
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1, 2));
        await using var web = await NetworkNamespace.CreateAsync();
        await rig.AttachAsync(web.Name, "web");
        var link = await rig.Gateway.NextWelcomedAsync();
        Assert.Equal(Sample.Underlay(1), link.Hello!.UnderlayAddress);
        Assert.Contains("local 192.168.124.51", await rig.Host.RunAsync("ip -d link show cn-vx1"));
        rig.Guessed = IPAddress.Parse(Other);
        await rig.Host.RunAsync(change);
        await link.LeftAsync();
        var again = await rig.Gateway.NextWelcomedAsync();
        Assert.Equal(rig.Guessed, again.Hello!.UnderlayAddress);
        Assert.Equal((rig.Guessed, false), HostIdentity.Load(rig.State) is { } saved ? (saved.Underlay, saved.UnderlayGiven) : default);
        await again.ReceiveAsync<Report>(report => report.Problems.Count == 0 && report.Applied.Count == 2);
        Assert.Contains($"local {Other}", await rig.Host.RunAsync("ip -d link show cn-vx1"));
        Assert.Contains("dst 192.168.124.52", await rig.Host.RunAsync("bridge fdb show dev cn-vx1"));
        Assert.Contains("10.100.2.0/24 via 10.100.2.0 dev cn-vx1", await rig.Host.RunAsync("ip route"));
        await web.RunAsync("ping -c 1 -W 2 10.100.1.1");
        Assert.Equal(rig.Guessed, (await rig.StatusAsync()).Underlay);
    }

    [Fact]
    public async Task AddressThatIsGivenToAnEnrolledHost_IsTakenByTheRunningAgent()
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1, 2));
        var link = await rig.Gateway.NextWelcomedAsync();
        // The one address that this process, which types the command, and the agent's host both have.
        var (status, output, errors) = await EnrolAsync(rig);
        Assert.Equal((0, ""), (status, errors));
        Assert.Contains("its underlay address was 192.168.124.51 and is 127.0.0.1 from now on.\nThe running agent goes on with it.", output);
        await link.LeftAsync();
        Assert.Equal(IPAddress.Loopback, (await rig.Gateway.NextWelcomedAsync()).Hello!.UnderlayAddress);
        await rig.StopAsync();
        (HostIdentity.Load(rig.State)! with { Underlay = Sample.Underlay(1) }).Save(rig.State);
        Assert.Contains("The agent takes it when it is started again. No agent runs", (await EnrolAsync(rig)).Output);
    }

    private static async Task<(int Status, string Output, string Errors)> EnrolAsync(AgentRig rig)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(new(output, errors, colours: false), TimeProvider.System, _ => null);
        string[] line = ["enrol", "--controller", rig.Gateway.Address.ToString(), "--underlay", "127.0.0.1", "--state-dir", rig.State.Path];
        return (await CommandTree.RunAsync("cloudnet-agent", line, context).Soon(), output.ToString(), errors.ToString());
    }
}
