using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Crashes;

/// <summary>What is running goes on, whichever part of CloudNet dies: not one packet of a running ping is lost.</summary>
[Collection(FaultLabCollection.Name)]
public sealed class CrashTests(SharedLab lab)
{
    [Fact]
    public async Task KillingTheControllerLosesNoPacket() => await WithoutLossAsync(async pings =>
    {
        await lab.Controller.KillAsync();
        await pings();
        await lab.Controller.StartAsync();
        await LinkedAsync();
    });

    [Fact]
    public async Task KillingPostgresLosesNoPacketAndItComesBack() => await WithoutLossAsync(async pings =>
    {
        var running = await lab.Lab.ControllerSide.ProcessesAsync("postgres");
        Assert.NotEmpty(running);
        // Those that the server has begun end when it does, some before it is their turn.
        await Command.TryAsync("kill", ["-KILL", .. running]);
        await Eventually.HoldsAsync("none of them is left", async () => !(await lab.Lab.ControllerSide.ProcessesAsync("postgres")).Any(running.Contains));
        await pings();
        await Eventually.HoldsAsync("the API answers again", async () => (await lab.Api.NetworksAsync()).Count > 0);
        await lab.Controller.ReadyAsync();
        await LinkedAsync();
    });

    [Fact]
    public async Task RestartingAnAgentLosesNoPacket() => await WithoutLossAsync(async pings =>
    {
        await lab.V1.KillAgentAsync();
        await pings();
        lab.V1.StartAgent();
        await LinkedAsync();
        await pings();
    });

    [Fact]
    public async Task RestartingAnAgentChangesNothingInTheKernel()
    {
        var before = await KernelText.OwnedAsync(lab.V1);
        await lab.V1.KillAgentAsync();
        lab.V1.StartAgent();
        await LinkedAsync();
        Assert.Equal(before, await KernelText.OwnedAsync(lab.V1));
    }

    [Fact]
    public async Task WhatChangedWhileAnAgentWasDownIsThereWhenItIsBack()
    {
        await lab.V3.KillAgentAsync();
        await lab.Api.CreateNetworkAsync("meanwhile", "10.101.0.0/16", "vxlan");
        await lab.Api.JoinAsync("meanwhile", "v1");
        await lab.Api.JoinAsync("meanwhile", "v3");
        lab.V3.StartAgent();
        await lab.V1.InSyncAsync(lab.Api);
        await lab.V3.InSyncAsync(lab.Api, 2);
        var from = await lab.V1.AttachAsync("meanwhile");
        Assert.True(await from.PingsAsync(await lab.V3.AttachAsync("meanwhile")));
    }

    [Fact]
    public async Task AHostRebootsIntoItsNetworkWithTheControllerDown()
    {
        var host = await lab.HostAsync("reboots", "blue");
        var before = await KernelText.OwnedAsync(host);
        await lab.V1.InSyncAsync(lab.Api);
        await Eventually.HoldsAsync(
            "what it knows is on its disk", async () => (await host.AgentCommandAsync("show", "views")).Output.Contains("member reboots ", StringComparison.Ordinal));
        await lab.Controller.KillAsync();
        try
        {
            await host.KillAgentAsync();
            await host.RebootAsync();
            host.StartAgent();
            await Eventually.EqualsAsync("the network is back from disk", before, () => KernelText.OwnedAsync(host));
            var container = await host.AttachAsync("blue");
            Assert.Equal(container.Address, await container.SeenByAsync(lab.Blue[0]));
        }
        finally
        {
            await lab.Controller.StartAsync();
            await lab.Api.RemoveHostAsync("reboots");
        }
        await LinkedAsync();
    }

    /// <summary>Pings in both networks while something dies, and is there again.</summary>
    private async Task WithoutLossAsync(Func<Func<Task>, Task> happening)
    {
        ContinuousPing[] pings = [lab.Blue[0].Ping(lab.Blue[1]), lab.Blue[2].Ping(lab.Blue[0]), lab.Classic[0].Ping(lab.Classic[1])];
        await AnsweredAsync();
        await happening(AnsweredAsync);
        foreach (var ping in pings) await ping.StopWithoutLossAsync();

        async Task AnsweredAsync()
        {
            foreach (var ping in pings) await ping.AnsweredMoreAsync();
        }
    }

    private async Task LinkedAsync()
    {
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.LinkedAsync(lab.Api);
    }
}
