using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Startup;

[Collection(FaultLabCollection.Name)]
public sealed class StartupTests(SharedLab lab)
{
    [Fact]
    public Task AControllerWhosePortIsTakenLeavesNoPostgresBehind() =>
        FailsAsync("port-taken", lab.Controller.Url, [], "address already in use");

    [Fact]
    public Task AControllerWithoutMigrationsLeavesNoPostgresBehind() => FailsAsync(
        "no-migrations", new("http://127.0.0.1:8999/"), new() { ["PrivatePostgres__MigrationsPath"] = "/nowhere.dll" }, "the migrations are not at /nowhere.dll");

    private async Task FailsAsync(string name, Uri url, Dictionary<string, string> environment, string reason)
    {
        var state = Path.Combine(lab.Lab.Folder, name);
        (environment["State__Folder"], environment["Admin__Password"]) = (state, ControllerSettings.Password);
        var controller = lab.Lab.ControllerSide.Start(lab.Lab.LogOf(name), [Outputs.Controller, "--urls", url.ToString()], environment);
        await Eventually.HoldsAsync("it ends", () => Task.FromResult(!controller.IsAlive), TimeSpan.FromSeconds(60), () => controller.Said());
        Assert.Contains(reason, controller.Said());
        Assert.True(Directory.Exists(Path.Combine(state, "postgres", "data")), "it came as far as its database");
        var left = await Command.TryAsync("pgrep", "-f", Path.Combine(state, "postgres", "data"));
        Assert.Equal("", left.Output);
    }
}
