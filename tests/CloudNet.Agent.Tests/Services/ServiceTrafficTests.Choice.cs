using CloudNet.Contracts.Services;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

public sealed partial class ServiceTrafficTests
{
    [Fact]
    public async Task A_backend_gets_as_much_as_it_weighs_and_nothing_where_it_weighs_nothing()
    {
        await using var lab = await ServiceLab.CreateAsync();
        lab.Relabel("web1", "app=web", "weight=9");
        await lab.ServeAsync(Served.WebService with { WeightLabel = "weight" });
        var counts = await lab.CountsAsync(lab.Client3, Vip, 100);
        // Ten in a hundred go to the other: fewer than 1 or more than 30 come once in some 30,000 runs.
        Assert.InRange(counts.GetValueOrDefault("web2"), 1, 30);
        lab.Relabel("web1", "app=web", "weight=0");
        await lab.ServeAsync(Served.WebService with { WeightLabel = "weight" });
        Assert.Equal(["web2"], (await lab.AnswersAsync(lab.Client3, Vip)).Keys);
    }

    [Fact]
    public async Task By_its_address_a_client_comes_to_one_backend_from_everywhere()
    {
        await using var lab = await ServiceLab.CreateAsync();
        await lab.ServeAsync(Served.WebService with { Algorithm = ServiceAlgorithm.Source });
        foreach (var client in new[] { lab.Client1, lab.Client3, lab.HostAs(2) }) Assert.Single(await lab.AnswersAsync(client, Vip));
    }

    [Fact]
    public async Task A_client_comes_to_the_same_backend_until_its_time_is_over_or_the_backend_is_gone()
    {
        await using var lab = await ServiceLab.CreateAsync();
        var service = Served.WebService with { AffinitySeconds = 2 };
        await lab.ServeAsync(service);
        var first = Assert.Single(await lab.AnswersAsync(lab.Client3, Vip)).Key;
        Assert.Equal(first, Assert.Single(await lab.AnswersAsync(lab.Client3, Vip)).Key);
        Assert.Contains("10.100.3.2 . 10.100.0.17 . tcp . 80", await lab.RememberedAsync(3), StringComparison.Ordinal);
        // Once nobody is remembered any more, either may come.
        await lab.ForgottenAsync(3);
        HashSet<string> seen = [];
        for (var tries = 0; tries < 30 && seen.Count < 2; tries++)
        {
            seen.Add(Assert.Single(await lab.CountsAsync(lab.Client3, Vip, 1)).Key);
            await lab.ForgottenAsync(3);
        }
        Assert.Equal(2, seen.Count);

        await lab.ServeAsync(service with { AffinitySeconds = 10_800 });
        first = Assert.Single(await lab.AnswersAsync(lab.Client3, Vip)).Key;
        lab.Relabel(first, "app=other");
        await lab.ServeAsync(service with { AffinitySeconds = 10_800 });
        Assert.Equal(first == "web1" ? "web2" : "web1", Assert.Single(await lab.AnswersAsync(lab.Client3, Vip)).Key);
    }

    [Fact]
    public async Task A_client_that_sends_UDP_from_one_port_for_ever_comes_to_what_is_there_now()
    {
        await using var lab = await ServiceLab.CreateAsync();
        using var client = lab.Client3.UdpFromOnePort();
        lab.Relabel("web1", "app=other");
        const string Web = "app=web", Other = "app=other";
        foreach (var (one, two) in ((string, string)[])[(Web, Other), (Other, Web), (Other, Other), (Web, Other)])
        {
            lab.Relabel("web1", one);
            lab.Relabel("web2", two);
            await lab.ServeAsync(Served.WebService);
            Assert.Equal(one == "app=web" ? "web1" : two == "app=web" ? "web2" : null, lab.AskFrom(client, Vip, 53));
        }
        // The other one, that has stayed, is not led elsewhere.
        var stays = lab.AskFrom(client, Vip, 53);
        lab.Relabel("web2", "app=web");
        await lab.ServeAsync(Served.WebService);
        Assert.Equal(stays, lab.AskFrom(client, Vip, 53));
    }

    [Fact]
    public async Task Who_calls_a_backend_that_has_gone_is_not_remembered_to_come_to_it()
    {
        await using var lab = await ServiceLab.CreateAsync();
        var service = Served.WebService with { AffinitySeconds = 10_800 };
        lab.Relabel("web2", "app=other");
        await lab.ServeAsync(service);
        // It does not answer any more, and the call to it is tried again and again.
        await lab.Web1.Inside.RunAsync("ip link set dev eth0 down");
        var call = lab.Client3.CallAsync(Vip, 80);
        await lab.RememberedAsync(3, "10.100.1.2 . 8080");
        lab.Relabel("web1", "app=other");
        lab.Relabel("web2", "app=web");
        await lab.ServeAsync(service);
        Assert.Null(await call);
        Assert.Equal(["web2"], (await lab.AnswersAsync(lab.Client3, Vip)).Keys);
    }

    [Fact]
    public async Task A_host_that_sends_to_its_own_alone_drops_where_it_has_none()
    {
        await using var lab = await ServiceLab.CreateAsync();
        await lab.ServeAsync(Served.WebService with { LocalOnly = true });
        await lab.Wire.Middle.RunAsync("ip route replace 10.100.0.0/24 via 192.168.124.51");
        foreach (var (client, seen) in new[] { (lab.Client1, lab.Client1.Address), (lab.Outside, "192.168.124.1") })
        {
            var answers = await lab.AnswersAsync(client, Vip);
            Assert.Equal(["web1"], answers.Keys);
            Assert.Equal(seen, answers["web1"]);
        }
        await lab.Client3.DroppedAsync(Vip, 80);
        lab.Relabel("web1", "app=other");
        lab.Relabel("web2", "app=other");
        await lab.ServeAsync(Served.WebService with { LocalOnly = true });
        await lab.Client3.RefusedAsync(Vip, 80);
    }
}
