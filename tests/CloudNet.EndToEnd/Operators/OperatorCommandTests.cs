using System.Text.Json;
using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Operators;

/// <summary>The command line for operators as it is shipped, against a controller as it is shipped.</summary>
[Collection(SharedLabCollection.Name)]
public sealed partial class OperatorCommandTests(SharedLab lab)
{
    private string Home => Path.Combine(lab.Lab.Folder, "operator");

    private string Session => Path.Combine(Home, ".config", "cloudnet", "session.json");

    [Fact]
    public async Task AnOperatorSignsInAndDoesADaysWork()
    {
        await SignInAsync();
        Assert.Equal("600", (await Command.RunAsync("stat", "-c", "%a", Session)).Trim());
        Assert.Contains("blue ", await DoneAsync("network", "list"), StringComparison.Ordinal);

        var made = await DoneAsync("network", "create", "ops", "10.140.0.0/16", "fd00:140::/48", "--allow-overlap");
        Assert.Contains("No host is in it", made, StringComparison.Ordinal);
        Assert.Equal("v1 has 10.140.1.0/24 in ops.\nv1 has fd00:140:0:1::/64 in ops.\n", await DoneAsync("network", "join", "ops", "v1"));
        Assert.Contains("member-set ops", await DoneAsync("network", "join", "ops", "v2", "--allow-overlap", "--dry-run"), StringComparison.Ordinal);
        Assert.Contains("10.140.9.0/24 is kept for later.", await DoneAsync("network", "reserve", "ops", "later", "10.140.9.0/24"), StringComparison.Ordinal);
        Assert.Contains("10.141.0.0/16", await DoneAsync("network", "grow", "ops", "10.141.0.0/16"), StringComparison.Ordinal);
        Assert.Contains("10.140.0.0/16,10.141.0.0/16", await DoneAsync("network", "pool", "ops"), StringComparison.Ordinal);
        using (var shown = JsonDocument.Parse(await DoneAsync("network", "show", "ops", "--json")))
            Assert.Equal(3, shown.RootElement.GetProperty("leases").GetArrayLength());
        Assert.Contains("Underlay    192.168.124.51", await DoneAsync("host", "show", "v1"), StringComparison.Ordinal);
        Assert.Contains("linked", await DoneAsync("host", "list"), StringComparison.Ordinal);
        Assert.Contains("curl ", await DoneAsync("key", "create", "rack", "--uses", "3", "--network", "ops", "--label", "rack=7"), StringComparison.Ordinal);
        Assert.Matches("0 of 3 .* rack=7 ", await DoneAsync("key", "list"));
        var tried = await DoneAsync("network", "remove", "ops", "--dry-run");
        Assert.Contains("  network ops removed\n", tried, StringComparison.Ordinal);
        Assert.Contains("network-removed ops: v1\n", tried, StringComparison.Ordinal);
        await DoneAsync("network", "release", "ops", "later");
        await DoneAsync("network", "leave", "ops", "v1", "--yes");
        await DoneAsync("network", "remove", "ops", "--yes");
        Assert.Contains("network ops removed", await DoneAsync("audit", "list", "--operation", "RemoveNetwork", "--text", "ops"), StringComparison.Ordinal);
        Assert.StartsWith("{\"id\":", await DoneAsync("audit", "export", "--kind", "network"), StringComparison.Ordinal);

        Assert.Equal("Signed out.\n", await DoneAsync("logout"));
        Assert.False(File.Exists(Session));
        Assert.Contains("cloudnet login", await RefusedAsync("network", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAddressThatIsPinnedIsGivenToItsWorkloadAlone()
    {
        await SignInAsync();
        await DoneAsync("network", "create", "pinned", "10.144.0.0/16");
        Assert.Contains("keep one with", await DoneAsync("network", "pins", "pinned"), StringComparison.OrdinalIgnoreCase);
        await DoneAsync("network", "join", "pinned", "v1");
        await lab.V1.InSyncAsync(lab.Api);
        Assert.Contains("10.144.1.0/24  10.144.1.2  253   0", await DoneAsync("network", "next", "pinned", "v1"), StringComparison.Ordinal);
        Assert.Equal("10.144.1.2 is kept for db on v1.\n", await DoneAsync("network", "pin", "pinned", "db", "10.144.1.2"));
        var (api, db) = (await lab.Lab.NamespaceAsync("pin-api"), await lab.Lab.NamespaceAsync("pin-db"));
        await Eventually.HoldsAsync("the host knows of the pin", async () =>
        {
            var taken = await lab.V1.CloudNetAsync("attach", api.Name, "--network", "pinned", "--name", "api", "--address", "10.144.1.2");
            if (taken.Status == 0) await lab.V1.CloudNetAsync("detach", "api", "--network", "pinned");
            return taken.Errors.Contains("is pinned to workload db", StringComparison.Ordinal);
        });
        Assert.Equal("10.144.1.3\n", (await lab.V1.CloudNetAsync("attach", api.Name, "--network", "pinned", "--name", "api")).Output);
        Assert.Equal("10.144.1.2\n", (await lab.V1.CloudNetAsync("attach", db.Name, "--network", "pinned", "--name", "db")).Output);
        await Eventually.HoldsAsync("the list shows who has it", async () =>
            (await DoneAsync("network", "pins", "pinned")).Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["db", "10.144.1.2", "v1", "db"]);
        Assert.Contains("has 10.144.1.3", await RefusedAsync("network", "pin", "pinned", "other", "10.144.1.3"), StringComparison.Ordinal);
        await DoneAsync("network", "unpin", "pinned", "10.144.1.2");
        foreach (var name in (string[])["api", "db"]) Assert.Equal(0, (await lab.V1.CloudNetAsync("detach", name, "--network", "pinned")).Status);
        await DoneAsync("network", "remove", "pinned", "--yes");
    }

    [Fact]
    public async Task HostsAreSortedByLabels()
    {
        await SignInAsync();
        Assert.Equal("v1 has rack=7,role=edge.\n", await DoneAsync("host", "label", "v1", "role=edge", "rack=7"));
        await DoneAsync("host", "label", "v2", "rack=7");
        Assert.Equal("v1 has rack=7.\n", await DoneAsync("host", "label", "v1", "role-"));
        Assert.Contains("  host v2 changed\n", await DoneAsync("host", "label", "v2", "rack=8", "--dry-run"), StringComparison.Ordinal);
        Assert.Contains("Labels      rack=7\n", await DoneAsync("host", "show", "v2"), StringComparison.Ordinal);
        await DoneAsync("host", "label", "v2", "rack=8");
        using (var found = JsonDocument.Parse(await DoneAsync("host", "list", "--label", "rack=7", "--json")))
            Assert.Equal(["v1"], found.RootElement.EnumerateArray().Select(host => host.GetProperty("name").GetString()));
        Assert.Contains("labels: ", await RefusedAsync("host", "label", "v1", $"rack={new string('7', 64)}"), StringComparison.Ordinal);
        Assert.Contains("host v1 changed", await DoneAsync("audit", "list", "--operation", "ChangeHost"), StringComparison.Ordinal);
        foreach (var host in new[] { "v1", "v2" }) await DoneAsync("host", "label", host, "rack-");
    }

    [Fact]
    public async Task AScriptWorksWithATokenFromTheEnvironment()
    {
        await SignInAsync();
        var secret = (await DoneAsync("token", "create", "nightly", "--role", "read")).Trim();
        string[] environment = [$"CLOUDNET_CONTROLLER={lab.Controller.Url}", $"CLOUDNET_TOKEN={secret}", "HOME=/nonexistent"];
        var read = await lab.Lab.ControllerSide.TryAsync("env", [.. environment, Cli, "network", "list", "--json"]);
        Assert.Equal((0, ""), (read.Status, read.Errors));
        var changed = await lab.Lab.ControllerSide.TryAsync("env", [.. environment, Cli, "network", "create", "never", "10.142.0.0/16"]);
        Assert.Equal(1, changed.Status);
        Assert.StartsWith("The controller refused: ", changed.Errors, StringComparison.Ordinal);
        var id = JsonDocument.Parse(await DoneAsync("token", "list", "--json")).RootElement.EnumerateArray()
            .Single(token => token.GetProperty("name").GetString() == "nightly").GetProperty("id").GetString()!;
        await DoneAsync("token", "revoke", id);
        var late = await lab.Lab.ControllerSide.TryAsync("env", [.. environment, Cli, "network", "list"]);
        Assert.Contains("expired or was revoked", late.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsWrongIsSaidWithTheWayOut()
    {
        await SignInAsync();
        Assert.Contains("range: ", await RefusedAsync("network", "create", "bad", "10.143.0.1/16"), StringComparison.Ordinal);
        Assert.Contains("--yes", await RefusedAsync("network", "remove", "blue"), StringComparison.Ordinal);
        Assert.Contains("'nowhere'", await RefusedAsync("host", "show", "nowhere"), StringComparison.Ordinal);
        Assert.Contains("cannot be asked", await RefusedAsync("login", "http://127.0.0.1:1", "--user", "admin"), StringComparison.Ordinal);
        Assert.Contains("The controller refused", await RefusedAsync("login", lab.Controller.Url.ToString(), "--user", "nobody"), StringComparison.Ordinal);
        Assert.Contains(lab.BlueNetwork.Id.ToString(), await DoneAsync("network", "show", "blue"), StringComparison.Ordinal);
    }

    private string Cli => Path.Combine(Home, "cloudnet");

    private async Task SignInAsync()
    {
        Directory.CreateDirectory(Home);
        if (!File.Exists(Cli)) File.CreateSymbolicLink(Cli, Outputs.Agent);
        var done = await CloudNetAsync(ControllerSettings.Password + "\n", "login", lab.Controller.Url.ToString(), "--user", ControllerSettings.User);
        Assert.Equal((0, ""), (done.Status, string.Join('\n', done.Errors.Split('\n').Where(line => !line.StartsWith("Mind that", StringComparison.Ordinal)))));
        Assert.StartsWith("Signed in to ", done.Output, StringComparison.Ordinal);
    }

    private async Task<string> DoneAsync(params string[] line)
    {
        var done = await CloudNetAsync("", line);
        return done.Status == 0 ? done.Output : throw new InvalidOperationException($"cloudnet {string.Join(' ', line)}: {done.Errors}");
    }

    private async Task<string> RefusedAsync(params string[] line)
    {
        var done = await CloudNetAsync("wrong\n", line);
        Assert.Equal((1, ""), (done.Status, done.Output));
        return done.Errors;
    }

    private Task<CommandResult> CloudNetAsync(string input, params string[] line) =>
        Command.TryAsync("ip", ["netns", "exec", lab.Lab.ControllerSide.Name, "env", "-u", "XDG_CONFIG_HOME", $"HOME={Home}", Cli, .. line], input);
}
