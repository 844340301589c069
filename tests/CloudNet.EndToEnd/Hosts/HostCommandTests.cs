using System.Globalization;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Hosts;

/// <summary>What an operator types on a host.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class HostCommandTests(SharedLab lab)
{
    [Fact]
    public async Task ANamespaceIsAttachedByItsPath()
    {
        var made = await lab.Lab.NamespaceAsync("bypath");
        await ReachesBlueAsync(await AttachAsync(made.Path, "bypath"), "bypath");
    }

    [Fact]
    public async Task ANamespaceIsAttachedByAProcessInIt()
    {
        var made = await lab.Lab.NamespaceAsync("byprocess");
        var process = made.Start(lab.Lab.LogOf("byprocess"), ["sleep", "600"]);
        await Eventually.HoldsAsync("the process runs", async () => (await made.ProcessesAsync("sleep")).Count > 0);
        await ReachesBlueAsync(await AttachAsync(process.Id.ToString(CultureInfo.InvariantCulture), "byprocess"), "byprocess");
    }

    [Fact]
    public async Task AnAttachedWorkloadIsListedHereAndInTheController()
    {
        var made = await lab.Lab.NamespaceAsync("listed");
        var attached = await lab.V2.CloudNetAsync("attach", made.Name, "--network", "blue", "--name", "listed", "--label", "app=web");
        Assert.True(attached.Status == 0, attached.Errors);
        Assert.Contains("listed", (await lab.V2.CloudNetAsync("ps")).Output, StringComparison.Ordinal);
        await Eventually.HoldsAsync("the controller shows it", async () => (await lab.Api.WorkloadsAsync()).Any(workload =>
            workload is { Name: "listed", HostName: "v2", NetworkName: "blue" } && workload.Addresses.Single().ToString() == attached.Output.Trim() &&
            workload.Labels["app"] == "web"));

        var detached = await lab.V2.CloudNetAsync("detach", "listed", "--network", "blue");
        Assert.True(detached.Status == 0, detached.Errors);
        Assert.DoesNotContain("listed", (await lab.V2.CloudNetAsync("ps")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("eth0", await made.RunAsync("ip", "link"), StringComparison.Ordinal);
        await Eventually.HoldsAsync("the controller shows it no more", async () => (await lab.Api.WorkloadsAsync()).All(workload => workload.Name != "listed"));
    }

    [Fact]
    public async Task AttachingWorksWithTheControllerDown()
    {
        await lab.Controller.KillAsync();
        try
        {
            var container = await lab.V3.AttachAsync("blue");
            Assert.Equal(container.Address, await container.SeenByAsync(lab.Blue[0]));
        }
        finally
        {
            await lab.Controller.StartAsync();
        }
    }

    [Theory]
    [InlineData("no-such-namespace", "blue")]
    [InlineData("/proc/self/status", "blue")]
    [InlineData("999999999", "blue")]
    [InlineData("v1", "no-such-network")]
    public async Task ABadAttachIsRefusedInWordsAndChangesNothing(string target, string network)
    {
        var before = await KernelText.OwnedAsync(lab.V1);
        var result = await lab.V1.CloudNetAsync("attach", target == "v1" ? lab.V2.Namespace.Name : target, "--network", network, "--name", "bad");
        Assert.NotEqual(0, result.Status);
        Assert.NotEmpty(result.Errors.Trim());
        Assert.DoesNotContain("Exception", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await KernelText.OwnedAsync(lab.V1));
    }

    [Theory]
    [InlineData("views")]
    [InlineData("plan")]
    [InlineData("kernel")]
    public async Task EveryStageIsShownAsText(string stage)
    {
        var shown = await lab.V1.AgentCommandAsync("show", stage);
        Assert.True(shown.Status == 0, shown.Errors);
        Assert.Contains("10.100.", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsPlannedIsWhatTheKernelHas()
    {
        await lab.V1.InSyncAsync(lab.Api);
        var plan = await lab.V1.AgentCommandAsync("show", "plan");
        var kernel = await lab.V1.AgentCommandAsync("show", "kernel");
        var difference = await lab.V1.AgentCommandAsync("show", "diff");
        Assert.Equal(plan.Output, WithoutForwardingLeftOn(plan.Output, kernel.Output));
        Assert.DoesNotContain("ip ", difference.Output, StringComparison.Ordinal);
    }

    // A host that once had a network of IPv6 goes on forwarding it: that is turned on where it is needed and never off.
    private static string WithoutForwardingLeftOn(string plan, string kernel) =>
        plan.Contains(ForwardsIpv6, StringComparison.Ordinal) ? kernel : kernel.Replace(ForwardsIpv6, "", StringComparison.Ordinal);

    private const string ForwardsIpv6 = "sysctl -w net.ipv6.conf.all.forwarding=1\n";

    private Task<CommandResult> AttachAsync(string target, string name) => lab.V1.CloudNetAsync("attach", target, "--network", "blue", "--name", name);

    private async Task ReachesBlueAsync(CommandResult attached, string name)
    {
        Assert.True(attached.Status == 0, attached.Errors);
        var address = System.Net.IPAddress.Parse(attached.Output.Trim());
        Assert.True(await Reach.PingsAsync(lab.Blue[1].Namespace, address), $"{name} at {address} does not answer.");
    }
}
