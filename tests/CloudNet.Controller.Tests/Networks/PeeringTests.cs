using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Networks;

/// <summary>Two networks are opened to each other and closed: the hosts of both are told, whatever becomes of either.</summary>
public sealed class PeeringTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static string Path(string one, string other) => $"/api/v1/networks/{one}/peerings/{other}";

    [Fact]
    public async Task Each_is_told_of_the_other_and_who_asks_which_hosts_are_in_one_only()
    {
        using var owner = await controller.NewTenantAsync("peered");
        var (blue, red) = await TwoAsync(owner);
        foreach (var (host, address, networks) in new[] { ("v1", 51, (string[])["blue", "red"]), ("v2", 52, ["blue"]), ("v3", 53, ["red"]) })
            await owner.NewHostAsync(host, $"192.168.124.{address}", networks);

        var (status, text) = await owner.SendAsync("PUT", Path("blue", "red"), null);
        Assert.True(status == 200, text);
        var there = Assert.Single(await owner.GetAsync<IReadOnlyList<PeeringRecord>>("/api/v1/networks/blue/peerings"));
        Assert.Equal((red, "red", 1), (there.PeerId, there.Peer, there.HostsInBoth));
        Assert.Equal([IPNetwork.Parse("10.101.0.0/16")], there.Ranges);
        Assert.Equal(["v2"], there.OnlyHere);
        Assert.Equal(["v3"], there.OnlyThere);
        var back = Assert.Single(await owner.GetAsync<IReadOnlyList<PeeringRecord>>("/api/v1/networks/red/peerings"));
        Assert.Equal((blue, "blue", "v3", "v2"), (back.PeerId, back.Peer, back.OnlyHere.Single(), back.OnlyThere.Single()));
        Assert.Equal([$"{red} red 10.101.0.0/16"], await ToldAsync(blue));
        Assert.Equal([$"{blue} blue 10.100.0.0/16"], await ToldAsync(red));

        // From either side it is the same one, and once more is no change.
        var revision = (await owner.NetworkAsync("blue")).Revision;
        Assert.Equal(200, (await owner.SendAsync("PUT", Path("red", "blue"), null)).Status);
        Assert.Equal(revision, (await owner.NetworkAsync("blue")).Revision);
        await owner.DeleteAsync(Path("red", "blue"));
        await owner.DeleteAsync(Path("red", "blue"));
        Assert.Empty(await ToldAsync(blue));
        Assert.Empty(await ToldAsync(red));
        Assert.Empty(await owner.GetAsync<IReadOnlyList<PeeringRecord>>("/api/v1/networks/red/peerings"));
    }

    [Fact]
    public async Task A_range_that_one_grows_by_is_told_to_the_other_and_one_that_goes_is_forgotten()
    {
        using var owner = await controller.NewTenantAsync("peered-grows");
        var (blue, red) = await TwoAsync(owner);
        await owner.SendAsync("PUT", Path("blue", "red"), null);
        await owner.PostAsync<NetworkRecord>("/api/v1/networks/red/ranges", new AddRange("10.102.0.0/16"), 200);
        Assert.Equal([$"{red} red 10.101.0.0/16,10.102.0.0/16"], await ToldAsync(blue));
        await owner.DeleteAsync("/api/v1/networks/red");
        Assert.Empty(await ToldAsync(blue));
    }

    [Fact]
    public async Task Where_one_is_encrypted_and_the_other_is_not_that_is_said()
    {
        using var owner = await controller.NewTenantAsync("peered-clear");
        await TwoAsync(owner);
        await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("far", "10.103.0.0/16", Driver: "wireguard"), 201);
        Assert.Equal("blue", (await owner.PutAsync<PeeringRecord>(Path("far", "blue"))).InClear);
        Assert.Equal("blue", (await owner.PutAsync<PeeringRecord>(Path("blue", "far"))).InClear);
        Assert.Null((await owner.PutAsync<PeeringRecord>(Path("blue", "red"))).InClear);
    }

    [Fact]
    public async Task What_cannot_be_peered_is_refused_with_the_reason()
    {
        using var owner = await controller.NewTenantAsync("peered-not");
        var (blue, _) = await TwoAsync(owner);
        await owner.NewNetworkAsync("six", "fd00:66::/48");
        Assert.Contains("open to itself", (await owner.PutRefusedAsync(Path("blue", "blue"), 400)).Problems![0].Rule, StringComparison.Ordinal);
        Assert.Contains("has IPv4 alone, and 'six' IPv6", (await owner.PutRefusedAsync(Path("blue", "six"), 409)).Problems![0].Rule, StringComparison.Ordinal);
        await owner.PutRefusedAsync(Path("blue", "green"), 404);
        await owner.PutRefusedAsync(Path("green", "blue"), 404);
        Assert.Empty(await ToldAsync(blue));
    }

    /// <summary>Both streams change together, whoever is first.</summary>
    [Fact]
    public async Task Many_at_once_from_both_sides_end_the_same_on_both()
    {
        using var owner = await controller.NewTenantAsync("peered-at-once");
        var (blue, red) = await TwoAsync(owner);
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(at => owner.SendAsync(
            at % 3 == 0 ? "DELETE" : "PUT", at % 2 == 0 ? Path("blue", "red") : Path("red", "blue"), null)));
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 204, answer.Text));
        var (told, back) = (await ToldAsync(blue), await ToldAsync(red));
        Assert.True((told.Length == 0 && back.Length == 0) || (told.Single().StartsWith($"{red} red ") && back.Single().StartsWith($"{blue} blue ")));
    }

    private static async Task<(NetworkId Blue, NetworkId Red)> TwoAsync(ApiClient owner) =>
        ((await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id, (await owner.NewNetworkAsync("red", "10.101.0.0/16")).Id);

    // As an agent has it that followed the stream from its beginning.
    private async Task<string[]> ToldAsync(NetworkId network) =>
    [
        .. ((await StreamLog.NetworkAsync(controller.Database, network)).Settings.Peerings is { IsDefault: false } told ? told : [])
            .Select(peering => $"{peering.Network} {peering.Name} {string.Join(',', peering.Ranges)}"),
    ];
}
