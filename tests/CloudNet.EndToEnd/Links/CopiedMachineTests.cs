using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Hosts;

namespace CloudNet.EndToEnd.Links;

/// <summary>A machine that was copied with all that is on its disk: the copy is refused, everybody is told, and nothing else happens.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class CopiedMachineTests(SharedLab lab)
{
    [Fact]
    public async Task ACopyIsRefusedAndShownAndTheOriginalGoesOn()
    {
        var original = await lab.HostAsync("original", "blue");
        var copy = await lab.Lab.MachineAsync("copy");
        await original.CopyDiskAsync(copy);
        var container = await original.AttachAsync("blue");
        var before = await KernelText.OwnedAsync(lab.V1);

        copy.StartAgent();
        await Eventually.HoldsAsync("the host shows that there is a copy", async () =>
            (await lab.Api.HostAsync("original")).Problems.Any(said => said.Contains($"A second machine, at {copy.Address}", StringComparison.Ordinal)),
            why: () => copy.Agent.Said());
        await Eventually.HoldsAsync("the copy says so itself", async () =>
            (await copy.CloudNetAsync("status")).Output.Contains("another machine is linked as host 'original'", StringComparison.Ordinal));
        var host = await lab.Api.HostAsync("original");
        Assert.Equal((HostLinkState.Linked, original.Address), (host.Link, host.UnderlayAddress));
        Assert.Equal(before, await KernelText.OwnedAsync(lab.V1));
        Assert.True(await container.PingsAsync(lab.Blue[0]));
        var told = Assert.Single(await lab.Api.ListAsync<AuditEntry>($"api/v1/audit?operation=Link&id={host.Id}"));
        Assert.Equal(("original", $"{copy.Address}"), (told.SubjectName, told.Address));
        Assert.Contains("is a copy of the other", told.After!.Value.GetProperty("linkRefused").GetString(), StringComparison.Ordinal);

        await MadeAHostOfItsOwnAsync(copy);
        await original.InSyncAsync(lab.Api);
        Assert.True(await container.PingsAsync(await copy.AttachAsync("blue")));
        foreach (var name in new[] { "original", "copy" }) await lab.Api.RemoveHostAsync(name);
    }

    /// <summary>What the problem says to do.</summary>
    private async Task MadeAHostOfItsOwnAsync(LabHost copy)
    {
        await copy.KillAgentAsync();
        var clean = await copy.AgentCommandAsync("clean");
        Assert.True(clean.Status == 0, clean.Errors);
        Directory.Delete(copy.StateFolder, recursive: true);
        await copy.JoinAsync(lab.Controller, "blue");
    }
}
