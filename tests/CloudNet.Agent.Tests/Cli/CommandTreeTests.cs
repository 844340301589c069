using CloudNet.Agent.Cli;
using CloudNet.Agent.Tests.Attach;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>Both command lines as a person types them, against an agent that runs in this process.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class CommandTreeTests
{
    [Fact]
    public async Task HostCommands_PrintWhatAScriptNeeds()
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1, 2));
        await using var web = await NetworkNamespace.CreateAsync();
        Assert.Equal((0, "10.100.1.2\n", ""), await RunAsync(
            rig, "cloudnet", "attach", web.Name, "--network", "blue", "--name", "web", "--label", "app=web", "--label", "tier=front"));
        Assert.Equal((0, "10.100.1.2\n", ""), await RunAsync(rig, "cloudnet", "attach", web.Path, "--network", "blue", "--name", "web"));
        Assert.Equal($"""
            NAME  NETWORK  ADDRESSES   INTERFACE  LABELS              NETNS{new string(' ', web.Path.Length - 5)}  STATE
            web   blue     10.100.1.2  eth0       app=web,tier=front  {web.Path}  attached

            """, (await RunAsync(rig, "cloudnet", "ps")).Output);
        Assert.StartsWith("[{\"id\":", (await RunAsync(rig, "cloudnet", "ps", "--json")).Output);
        var status = (await RunAsync(rig, "cloudnet", "status")).Output;
        Assert.Matches(@"blue     10\.100\.1\.0/24  vxlan   1         1        1      [-0]\n", status);
        Assert.Contains("Problems    none", status);
        Assert.DoesNotContain('\e', status);
        Assert.StartsWith("{\"host\":\"v1\",", (await RunAsync(rig, "cloudnet", "status", "--json")).Output);
        Assert.Equal((0, "app=api,tier=front\n", ""), await RunAsync(rig, "cloudnet", "label", "web", "app=api"));
        Assert.Equal((0, "app=api\n", ""), await RunAsync(rig, "cloudnet", "label", "web", "tier-", "--network", "blue"));
        Assert.Contains(" app=api ", (await RunAsync(rig, "cloudnet", "ps")).Output);
        Assert.Contains("no workload nobody", (await RunAsync(rig, "cloudnet", "label", "nobody", "app=api")).Errors);
        Assert.Contains("1 to 63 characters", (await RunAsync(rig, "cloudnet", "label", "web", $"app={new string('x', 64)}")).Errors);
        Assert.Equal((0, "10.100.1.2\n", ""), await RunAsync(rig, "cloudnet", "detach", "web"));
        var (code, output, errors) = await RunAsync(rig, "cloudnet", "detach", "web", "--network", "blue");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("no workload web in network blue", errors);
    }

    [Fact]
    public async Task ShowViews_AndClean_WhileTheAgentRuns()
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1));
        Assert.Equal($"""
            host/{Sample.V1} revision 1
              host v1 in 1 networks
            network/{Sample.Blue} revision 1
              network blue 10.100.0.0/16 driver vxlan vni 1 nat
              member v1 10.100.1.0/24 via 192.168.124.51 epoch 1 mac 0a:00:00:00:00:01

            """, (await RunAsync(rig, "/usr/local/bin/cloudnet-agent", "show", "views")).Output);
        Assert.Contains("Stop it first", (await RunAsync(rig, "cloudnet-agent", "clean")).Errors);
        Assert.Contains("running", (await RunAsync(rig, "cloudnet-agent", "run")).Errors);
    }

    [Fact]
    public async Task Plan_Kernel_AndDiff_AreTextThatAPersonCouldType()
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1, 2));
        var text = new HostText(rig.State, rig.Kernel);
        await rig.SettledAsync();
        Assert.Equal(await text.PlanAsync(default), await text.KernelAsync(default));
        Assert.Equal("# nothing to do\n", await text.DiffAsync(default));
        await rig.StopAsync();
        await rig.Host.RunAsync("ip route del 10.100.2.0/24");
        Assert.Equal("ip route add 10.100.2.0/24 via 10.100.2.0 dev cn-vx1 onlink proto 77 src 10.100.1.1\n", await text.DiffAsync(default));
    }

    [Theory]
    [InlineData("cloudnet", "attach", "web")]
    [InlineData("cloudnet", "attach", "--network", "blue")]
    [InlineData("cloudnet", "attach", "web", "--network", "blue", "--label", "novalue")]
    [InlineData("cloudnet", "attach", "web", "--network", "blue", "--address", "10.1.2")]
    [InlineData("cloudnet", "attach", "web", "--network", "blue", "--address", "fd00::2", "--address", "fd00:")]
    [InlineData("cloudnet", "run")]
    [InlineData("cloudnet")]
    [InlineData("cloudnet-agent", "attach", "web", "--network", "blue")]
    [InlineData("cloudnet-agent", "show", "nothing")]
    [InlineData("cloudnet-agent", "enrol")]
    public async Task WrongUse_IsStatusTwo(params string[] line)
    {
        var (status, output, errors) = await TypeAsync(null, line);
        Assert.Equal((2, ""), (status, output));
        Assert.EndsWith("Run it with --help to see what it takes.\n", errors);
    }

    [Theory]
    [InlineData("cloudnet", "There is no command 'bogus' here. There are: status, attach, detach, label, drain, ps, lookup, dns-args, ping, trace, login, logout, password, network, host, key, token, audit.\n")]
    [InlineData("cloudnet-agent", "There is no command 'bogus' here. There are: enrol, run, check, show, clean, udp.\n")]
    public async Task UnknownCommand_IsNamedWithThoseThereAre(string name, string expected) =>
        Assert.StartsWith(expected, (await TypeAsync(null, [name, "bogus"])).Errors);

    [Theory]
    [InlineData("cloudnet", "cloudnet ps", "--help")]
    [InlineData("cloudnet", "cloudnet detach web --network blue", "detach", "--help")]
    [InlineData("cloudnet-agent", "cloudnet-agent clean", "--help")]
    public async Task Help_HasExamples(string name, string example, params string[] line)
    {
        var (status, output, _) = await TypeAsync(null, [name, .. line]);
        Assert.Equal(0, status);
        Assert.Contains($"  {example}\n", output);
    }

    private static Task<(int Status, string Output, string Errors)> RunAsync(AgentRig rig, params string[] line) => TypeAsync(rig.State.Path, line);

    private static async Task<(int Status, string Output, string Errors)> TypeAsync(string? folder, string[] line)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(new(output, errors, colours: false), TimeProvider.System, name => name == "CLOUDNET_STATE_DIR" ? folder : null);
        var status = await CommandTree.RunAsync(line[0], line[1..], context).Soon();
        return (status, output.ToString(), errors.ToString());
    }
}
