using System.Text.Json;

namespace CloudNet.EndToEnd.Operators;

public sealed partial class OperatorCommandTests
{
    [Fact]
    public async Task ListsAreFilteredAndSortedAndTheLogIsPagedThrough()
    {
        await SignInAsync();
        foreach (var name in new[] { "some-a", "some-b" }) await DoneAsync("network", "create", name, $"10.14{(name == "some-a" ? 6 : 7)}.0.0/16");
        using (var found = JsonDocument.Parse(await DoneAsync("network", "list", "--name", "some-", "--sort", "-created", "--json")))
            Assert.Equal(["some-b", "some-a"], found.RootElement.EnumerateArray().Select(network => network.GetProperty("name").GetString()));
        using (var found = JsonDocument.Parse(await DoneAsync("host", "list", "--link", "linked", "--sort", "-name", "--json")))
            Assert.Equal(["v2", "v1"], found.RootElement.EnumerateArray().Select(host => host.GetProperty("name").GetString()).Where(name => name is "v1" or "v2"));
        Assert.Equal("There are no such hosts.\n", await DoneAsync("host", "list", "--link", "never-seen", "--name", "v1"));
        var wrong = await RefusedAsync("host", "list", "--link", "gone", "--sort", "size");
        Assert.Contains("\n  --link: ", wrong, StringComparison.Ordinal);
        Assert.Contains("\n  --sort: ", wrong, StringComparison.Ordinal);

        string[] log = ["audit", "list", "--kind", "network", "--text", "some-", "--limit", "1"];
        var first = await CloudNetAsync("", log);
        Assert.Contains("network some-b created\n", first.Output, StringComparison.Ordinal);
        var cursor = first.Errors.TrimEnd().Split(" --after ")[1];
        Assert.Contains("network some-a created\n", await DoneAsync([.. log, "--after", cursor]), StringComparison.Ordinal);
        Assert.Contains("\n  --after: ", await RefusedAsync([.. log, "--after", "here"]), StringComparison.Ordinal);
        foreach (var name in new[] { "some-a", "some-b" }) await DoneAsync("network", "remove", name, "--yes");
    }

    [Fact]
    public async Task ARangeThatIsAddedSaysHowItIsCut()
    {
        await SignInAsync();
        await DoneAsync("network", "create", "cut", "10.148.0.0/16");
        string[] grow = ["network", "grow", "cut", "10.149.0.0/16"];
        Assert.Contains("\n  --subnet-max: ", await RefusedAsync([.. grow, "--subnet-max", "10.150.0.0"]), StringComparison.Ordinal);
        Assert.Contains("\n  --subnet-length: ", await RefusedAsync([.. grow, "--subnet-length", "25"]), StringComparison.Ordinal);
        Assert.Contains(
            "10.149.0.0/16, a /24 a host, 10.149.4.0 to 10.149.9.0",
            await DoneAsync([.. grow, "--subnet-min", "10.149.4.0", "--subnet-max", "10.149.9.0"]), StringComparison.Ordinal);
        Assert.Contains(
            "fd00:149::/48, a /60 a host, ",
            await DoneAsync("network", "grow", "cut", "fd00:149::/48", "--subnet-length", "60"), StringComparison.Ordinal);
        await DoneAsync("network", "remove", "cut", "--yes");
    }
}
