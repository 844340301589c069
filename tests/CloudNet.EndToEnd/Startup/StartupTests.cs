using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Startup;

[Collection(SharedLabCollection.Name)]
public sealed class StartupTests(SharedLab lab)
{
    [Fact]
    public async Task AControllerWhosePortIsTakenLeavesNoPostgresBehind()
    {
        var state = Path.Combine(lab.Lab.Folder, "port-taken");
        var second = lab.Lab.ControllerSide.Start(
            lab.Lab.LogOf("port-taken"), [Outputs.Controller, "--urls", lab.Controller.Url.ToString()],
            new Dictionary<string, string> { ["State__Folder"] = state, ["Admin__Password"] = ControllerSettings.Password });
        await Eventually.HoldsAsync("it ends", () => Task.FromResult(!second.IsAlive), TimeSpan.FromSeconds(60), () => second.Said());
        Assert.Contains("address already in use", second.Said());
        Assert.True(Directory.Exists(Path.Combine(state, "postgres", "data")), "it came as far as its database");
        var left = await Command.TryAsync("pgrep", "-f", Path.Combine(state, "postgres", "data"));
        Assert.Equal("", left.Output);
    }
}
