using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Agent.Tables;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Services;

/// <summary>The table of services in a real kernel.</summary>
[Trait("needs", "root")]
public sealed class ServiceTableTests
{
    private static readonly WorkloadsView Backends = Served.Workloads(
        Served.On(1, "10.100.1.2,fd00:100:0:1::2", "app=web", "weight=3"), Served.On(2, "10.100.2.2,fd00:100:0:2::2", "app=web"));

    private static readonly NetworkService[] All =
    [
        Served.WebService, Served.WebService with { Addresses = [System.Net.IPAddress.Parse("10.100.0.18")], AffinitySeconds = 30, WeightLabel = "weight" },
        Served.WebService with { Addresses = [System.Net.IPAddress.Parse("fd00:100::19")], Algorithm = ServiceAlgorithm.Source, LocalOnly = true },
        Served.WebService with { Addresses = [System.Net.IPAddress.Parse("10.100.0.20")], LocalOnly = true, Selector = Served.Labels("app=web", "weight=1") },
    ];

    [Fact]
    public async Task What_is_written_is_read_again_by_another_agent_which_finds_nothing_to_do()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        Assert.Equal((false, null), await Table(host).CheckAsync(Book(All), Cancel));
        var next = Table(host);
        Assert.Equal((false, null), await next.CheckAsync(Book(All), Cancel)); // It writes the chains once, to know what they look like.
        var before = await host.RunAsync("nft list table inet cloudnet-services");
        Assert.Equal((true, null), await next.CheckAsync(Book(All), Cancel));
        Assert.Equal(before, await host.RunAsync("nft list table inet cloudnet-services"));
        Assert.Equal(Book(All).Elements.Count, new LinuxKernel(host.Path).Services.Elements(await MapsAsync(host)).Length);
    }

    [Theory]
    [InlineData("nft delete table inet cloudnet-services")]
    [InlineData("nft flush table inet cloudnet-services")]
    [InlineData("nft flush map inet cloudnet-services ip-services")]
    [InlineData("nft flush chain inet cloudnet-services prerouting")]
    [InlineData("nft add rule inet cloudnet-services ip-at-0 drop")]
    [InlineData("nft 'delete element inet cloudnet-services ip-backends-0 { 10.100.0.17 . tcp . 80 }'")]
    [InlineData("nft 'add element inet cloudnet-services ip-services { 10.100.0.99 . tcp . 80 : drop }'")]
    [InlineData("nft 'delete chain inet cloudnet-services output; add chain inet cloudnet-services output { type filter hook input priority 0; }'")]
    [InlineData("nft 'delete table inet cloudnet-services; add table inet cloudnet-services; add chain inet cloudnet-services ip-at-0 { type filter hook input priority 0; }'")]
    public async Task What_others_did_to_it_is_put_right(string byHand)
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        var (table, book) = (Table(host), Book(All));
        Assert.Equal((false, null), await table.CheckAsync(book, Cancel));
        Assert.Equal((true, null), await table.CheckAsync(book, Cancel));
        var before = await LookAsync(host);
        await host.RunAsync(byHand);
        Assert.NotEqual(before, await LookAsync(host));
        Assert.Equal((false, null), await table.CheckAsync(book, Cancel));
        Assert.Equal((true, null), await table.CheckAsync(book, Cancel));
        Assert.Equal(before, await LookAsync(host));
    }

    [Fact]
    public async Task From_change_to_change_it_ends_as_one_made_anew_and_without_services_it_is_gone()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await using var fresh = await NetworkNamespace.CreateHostAsync();
        var (table, book) = (Table(host), new ServiceBook());
        foreach (var services in new NetworkService[][] { [All[0]], All, [All[0], All[2]], [All[1]], [All[1] with { AffinitySeconds = 60 }, All[3]], All })
        {
            Assert.Null(await table.WriteAsync(book, book.Take(Input(services)), Cancel));
            Assert.Equal((true, null), await table.CheckAsync(book, Cancel));
            await fresh.RunAsync("nft flush ruleset");
            Assert.Equal((false, null), await Table(fresh).CheckAsync(Book(services), Cancel));
            Assert.Equal(await ElementsAsync(fresh), await ElementsAsync(host));
        }
        Assert.Null(await table.WriteAsync(book, book.Take(Input([])), Cancel));
        Assert.Equal((true, null), await table.CheckAsync(book, Cancel));
        Assert.Equal("", await host.RunAsync("nft list ruleset"));
    }

    [Fact]
    public async Task What_is_of_a_network_that_is_not_known_is_not_thrown_away_with_what_is_in_the_way()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        var (table, book, green) = (Table(host), new ServiceBook(), Sample.Classic);
        var known = Input(All);
        book.Take(known with
        {
            Wanted = [Served.Blue.Id, green.Id], NetworkOf = id => id == green.Id ? green : Served.Blue, ServicesOf = Only(known.ServicesOf),
        });
        Assert.Null((await table.CheckAsync(book, Cancel)).Problem);
        await host.RunAsync("""
            nft 'add element inet cloudnet-services ip-services { 172.17.0.17 . tcp . 80 : drop }'
            nft 'flush chain inet cloudnet-services remembered; delete map inet cloudnet-services ip-affine'
            nft 'add map inet cloudnet-services ip-affine { type ipv4_addr : verdict; }'
            """);
        Assert.NotNull((await table.CheckAsync(book, Cancel)).Problem);
        Assert.Contains("ip-services 172.17.0.17 . tcp . 80 : drop", await ElementsAsync(host));
        await host.RunAsync("nft 'flush chain inet cloudnet-services remembered; delete map inet cloudnet-services ip-affine'");
        Assert.Null((await table.CheckAsync(book, Cancel)).Problem);
        Assert.True((await table.CheckAsync(book, Cancel)).WasRight);
        Assert.Contains("ip-services 172.17.0.17 . tcp . 80 : drop", await ElementsAsync(host));
    }

    private static Func<NetworkId, ServicesView?> Only(Func<NetworkId, ServicesView?> all) => id => id == Served.Blue.Id ? all(id) : null;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static KeptTable Table(NetworkNamespace host) => new(new LinuxKernel(host.Path).Services);

    private static ServiceBook Book(NetworkService[] services)
    {
        var book = new ServiceBook();
        book.Take(Input(services));
        return book;
    }

    private static ServiceInput Input(NetworkService[] services)
    {
        var view = Served.Services(services);
        var built = Agent.Plan.HostPlanner.Plan(Sample.Host(1), [Served.Blue], [], Sample.Facts(), services: _ => view).Networks;
        return new(true, [Served.Blue.Id], built, _ => Served.Blue, _ => view, _ => Backends, Sample.Host(1));
    }

    // Where a map or chain stands in the list is no matter.
    private static async Task<string> LookAsync(NetworkNamespace host)
    {
        var text = (await host.RunAsync("nft -t list table inet cloudnet-services 2> /dev/null || true")).Trim().TrimEnd('}').Trim();
        var parts = text[(text.IndexOf('\n') + 1)..].Split("\n\n").Select(part => part.Trim()).Order(StringComparer.Ordinal);
        return string.Join("\n", parts.Concat(await ElementsAsync(host)));
    }

    private static async Task<IEnumerable<string>> ElementsAsync(NetworkNamespace host) =>
        new LinuxKernel(host.Path).Services.Elements(await MapsAsync(host)).Select(element => $"{element.Map} {element}").Order(StringComparer.Ordinal);

    private static async Task<IEnumerable<string>> MapsAsync(NetworkNamespace host) =>
        (await host.RunAsync("nft -t list ruleset | awk '$1 == \"map\" || $1 == \"set\" { print $2 }'")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
