using System.Net;

namespace CloudNet.EndToEnd.Faults;

/// <summary>What befalls a host, and what every driver makes of it: each test is a column of the matrix, with a cell for each driver.</summary>
public abstract class FaultMatrix(FaultLab lab)
{
    private const int UdpHeaders = 28;
    private static readonly IPAddress Other = IPAddress.Parse("192.168.124.211");

    [Fact]
    public Task Packets_of_every_kind_and_length_get_there() => EachAsync(async pair =>
    {
        Assert.True(await pair.From.PingsAsync(pair.To), "ping");
        Assert.Equal(pair.From.Address, await pair.From.SeenByAsync(pair.To));
        Assert.True(await pair.EchoesAsync(1400 - UdpHeaders), "1400 bytes");
        Assert.True(await pair.EchoesAsync(pair.Mtu - UdpHeaders), $"{pair.Mtu} bytes");
        Assert.Equal(lab.One.Address, await pair.From.SeenByInternetAsync());
    });

    [Fact]
    public Task An_agent_that_is_killed_and_started_again_loses_no_packet() => WithoutLossAsync(async answered =>
    {
        await lab.One.KillAgentAsync();
        await answered();
        lab.One.StartAgent();
        await lab.One.LinkedAsync(lab.Shared.Api);
    });

    [Fact]
    public Task A_controller_that_is_killed_and_started_again_loses_no_packet() => WithoutLossAsync(async answered =>
    {
        await lab.Shared.Controller.KillAsync();
        await answered();
        await lab.Shared.Controller.StartAsync();
        foreach (var host in new[] { lab.One, lab.Two }) await host.LinkedAsync(lab.Shared.Api);
    });

    [Fact]
    public async Task Links_that_are_removed_come_back()
    {
        foreach (var pair in lab.Pairs) await lab.One.InsideAsync($"ip link delete {pair.Link}");
        await lab.ReachedAsync();
        await EachAsync(pair => lab.One.InsideAsync($"ip link show {pair.Link}"));
    }

    [Fact]
    public async Task Rules_that_are_flushed_come_back()
    {
        var before = await lab.One.InsideAsync("nft list table inet cloudnet");
        await lab.One.InsideAsync("nft flush ruleset");
        await Eventually.EqualsAsync("the rules are as before", before, async () => (await lab.One.Namespace.TryAsync("nft", "list", "table", "inet", "cloudnet")).Output);
        await lab.ReachedAsync();
        await EachAsync(async pair => Assert.Equal(lab.One.Address, await pair.From.SeenByInternetAsync()));
    }

    [Fact]
    public async Task A_host_that_boots_has_its_networks_and_containers_again()
    {
        await lab.RebootAsync(lab.Two);
        await lab.ReachedAsync();
        await lab.Two.LinkedAsync(lab.Shared.Api);
    }

    [Fact]
    public async Task A_host_whose_address_changes_is_reached_at_the_other()
    {
        var own = lab.Two.Address;
        await lab.Two.ReaddressAsync(Other);
        await lab.ReachedAsync();
        await lab.Two.ReaddressAsync(own);
        await Eventually.HoldsAsync("the controller has the address", async () => (await lab.Shared.Api.HostAsync(lab.Two.Name)).UnderlayAddress.Equals(own));
        await lab.ReachedAsync();
    }

    // All at once; what fails says of which driver.
    private async Task EachAsync(Func<Pair, Task> check)
    {
        var faults = await Task.WhenAll(lab.Pairs.Select(async pair =>
        {
            try
            {
                await check(pair);
                return null;
            }
            catch (Exception fault)
            {
                return $"{pair.Driver}: {fault.Message}";
            }
        }));
        Assert.Empty(faults.OfType<string>());
    }

    private async Task WithoutLossAsync(Func<Func<Task>, Task> happening)
    {
        var pings = lab.Pairs.Select(pair => (pair, Ping: pair.From.Ping(pair.To))).ToArray();
        await AnsweredAsync();
        await happening(AnsweredAsync);
        await AnsweredAsync();
        var lost = new List<string>();
        foreach (var (pair, ping) in pings)
            if (await ping.StopAsync() is [_, ..] numbers) lost.Add($"{pair.Driver} lost {string.Join(' ', numbers.Take(20))}");
        Assert.Empty(lost);

        async Task AnsweredAsync()
        {
            foreach (var (_, ping) in pings) await ping.AnsweredMoreAsync();
        }
    }
}
