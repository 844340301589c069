namespace CloudNet.EndToEnd.Crashes;

/// <summary>A controller that came up on a database which is not the one that it had: lost, mistyped, or restored from before the host enrolled.</summary>
public sealed class WrongDatabaseTests
{
    [Fact]
    public async Task AHostThatTheControllerDoesNotKnowKeepsItsNetwork()
    {
        await using var lab = await Lab.CreateAsync();
        var controller = await lab.ControllerAsync();
        await controller.Api.CreateNetworkAsync("blue", "10.100.0.0/16", "vxlan");
        var host = await lab.MachineAsync("v1");
        await host.JoinAsync(controller, "blue");
        var before = await KernelText.OwnedAsync(host);
        Assert.Contains("cn-br", before, StringComparison.Ordinal);

        await controller.StopAsync();
        var other = await lab.ControllerAsync(new("other"));
        await Eventually.HoldsAsync("the host is told that it is not known", () =>
            Task.FromResult(host.Agent.Said().Contains("is not known to this controller", StringComparison.Ordinal)), why: () => host.Agent.Said());
        // What takes a network down is kept on disk first, before the reason is logged.
        Assert.False(File.Exists(Path.Combine(host.StateFolder, "removed.json")));
        Assert.Equal(before, await KernelText.OwnedAsync(host));
        await other.StopAsync();
    }
}
