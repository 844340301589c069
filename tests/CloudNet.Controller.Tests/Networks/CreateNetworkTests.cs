using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Networks;

public sealed class CreateNetworkTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks";

    [Fact]
    public async Task A_network_is_made_as_asked_and_found_by_id_and_name()
    {
        using var owner = await controller.NewTenantAsync("made");
        using var response = await owner.Http.PostAsync(Path, System.Net.Http.Json.JsonContent.Create(new { name = "blue", range = "10.100.0.0/16" }));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var network = await owner.NetworkAsync("blue");
        Assert.Equal($"{Path}/{network.Id}", response.Headers.Location?.ToString());
        Assert.Equal(("blue", IPNetwork.Parse("10.100.0.0/16"), 24, NetworkDriver.Vxlan, true, (int?)null, 1L),
            (network.Name, network.Ranges.Single().Range, network.Ranges[0].SubnetLength, network.Driver, network.Nat, network.Mtu, network.Revision));
        Assert.Equal(network.Id, (await owner.GetAsync<NetworkRecord>($"{Path}/{network.Id}")).Id);
        Assert.Empty(network.Leases);
        var settings = Assert.IsType<NetworkSettingsSet>(Assert.Single(Assert.Single(await StreamLog.OfAsync(controller.Database, StreamName.Of(network.Id)))));
        var (range, served) = (network.Ranges[0].Range, IPNetwork.Parse("10.100.0.0/24"));
        Assert.Equal(new("blue", [range], NetworkDriver.Vxlan, true, null, network.Vni, Port: 4789, ServiceRanges: [served]), settings.Settings);
    }

    [Fact]
    public async Task Every_network_has_a_number_of_its_own_whatever_its_driver_and_tenant()
    {
        using var one = await controller.NewTenantAsync("numbers-1");
        using var other = await controller.NewTenantAsync("numbers-2");
        int[] numbers =
        [
            (await one.NewNetworkAsync("a", "10.1.0.0/16")).Vni, (await one.NewNetworkAsync("b", "10.2.0.0/16", "routed")).Vni,
            (await other.NewNetworkAsync("a", "10.1.0.0/16")).Vni,
        ];
        Assert.Equal(3, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.InRange(number, 1, 16_777_215));
    }

    [Fact]
    public async Task Lists_are_sorted_by_name()
    {
        using var owner = await controller.NewTenantAsync("sorted");
        await owner.NewNetworkAsync("c", "10.1.0.0/16");
        await owner.NewNetworkAsync("a", "10.2.0.0/16");
        await owner.NewNetworkAsync("b", "10.3.0.0/16");

        Assert.Equal(["a", "b", "c"], (await owner.ListAsync<NetworkRecord>(Path)).Select(network => network.Name));
    }

    [Theory]
    [InlineData("""{"name":"x","range":"10.100.0.7/16"}""", "range", "Use 10.100.0.0/16.")]
    [InlineData("""{"name":"x","range":"10.100.0.0/16","subnetLength":17}""", "subnetLength", "Use 18 to 30")]
    [InlineData("""{"name":"x","range":"10.100.0.0/16","driver":"ipip"}""", "driver", "vxlan, routed")]
    [InlineData("""{"name":"x","range":"10.100.0.0/16","driver":7}""", "driver", "/docs")]
    [InlineData("""{"name":"x","range":"10.100.0.0/16","mtu":12}""", "mtu", "leave it out")]
    [InlineData("""{"name":"x","range":"10.100.0.0/16","mtu":"1400"}""", "mtu", "/docs")]
    [InlineData("""{"name":"x","range":"10.100.0.0/16","mtu":99999999999}""", "mtu", "/docs")]
    [InlineData("""{"name":"x","range":["10.100.0.0/16"]}""", "range", "/docs")]
    [InlineData("""{"name":"X","range":"10.100.0.0/16"}""", "name", "Use 'x'.")]
    [InlineData("""{"name":"\u0000","range":"10.100.0.0/16"}""", "name", "Choose another")]
    [InlineData("""{"name":"\ud800","range":"10.100.0.0/16"}""", "name", "")]
    [InlineData("""{"name":"x","range":"224.0.0.0/8"}""", "range", "private range")]
    [InlineData("""{"name":"x","range":"10.100.0.0/16" """, "$", "brackets")]
    [InlineData("""[]""", "$", "")]
    [InlineData("null", "$", "")]
    [InlineData("", "$", "")]
    [InlineData("\"x\"", "$", "")]
    public async Task Bad_input_is_refused_by_field_and_makes_nothing(string body, string field, string wayOut)
    {
        using var admin = await controller.AdminAsync();
        var before = (await admin.ListAsync<NetworkRecord>(Path)).Count;
        var problem = await admin.PostTextRefusedAsync(Path, body, 400);

        var found = Assert.Single(problem.Problems!);
        Assert.Equal(field, found.Field);
        Assert.Contains(wayOut, found.WayOut);
        Assert.Equal(before, (await admin.ListAsync<NetworkRecord>(Path)).Count);
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once()
    {
        using var admin = await controller.AdminAsync();
        var problem = await admin.PostRefusedAsync(Path, new CreateNetwork("X", "10.1.1.1/16", 31, "ipip", Mtu: 1), 400);
        Assert.Equal(["name", "range", "subnetLength", "driver", "mtu"], problem.Problems!.Select(found => found.Field));
    }

    [Fact]
    public async Task Overlap_and_taken_name_are_conflicts_that_name_the_other()
    {
        using var owner = await controller.NewTenantAsync("overlap");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");

        Assert.Contains("'blue' (10.100.0.0/16)", Only(await owner.PostRefusedAsync(Path, new CreateNetwork("red", "10.100.64.0/18"), 409), "range").Rule);
        Assert.Contains("'blue'", Only(await owner.PostRefusedAsync(Path, new CreateNetwork("blue", "10.200.0.0/16"), 409), "name").Rule);
        Assert.Single(await owner.ListAsync<NetworkRecord>(Path));
    }

    [Fact]
    public async Task A_range_that_a_host_has_its_own_address_in_is_a_conflict_that_names_the_host()
    {
        using var owner = await controller.NewTenantAsync("hosts-inside");
        using var stranger = await controller.NewTenantAsync("hosts-elsewhere");
        await owner.NewHostAsync("v1", "192.168.124.51");

        Assert.Contains("'v1' (192.168.124.51)", Only(await owner.PostRefusedAsync(Path, new CreateNetwork("blue", "192.168.0.0/16"), 409), "range").Rule);
        await owner.NewNetworkAsync("blue", "192.168.125.0/24");
        await stranger.NewNetworkAsync("blue", "192.168.0.0/16");
    }

    [Fact]
    public async Task Of_many_that_overlap_at_once_one_is_made_and_the_others_are_told_which()
    {
        using var owner = await controller.NewTenantAsync("raced");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async index =>
        {
            var body = System.Net.Http.Json.JsonContent.Create(new { name = $"net-{index}", range = "10.100.0.0/16" });
            using var response = await owner.Http.PostAsync(Path, body);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }));

        var made = Assert.Single(await owner.ListAsync<NetworkRecord>(Path));
        Assert.Single(answers, answer => answer.Item1 == 201);
        Assert.All(answers.Where(answer => answer.Item1 != 201), answer =>
        {
            Assert.Equal(409, answer.Item1);
            Assert.Contains(made.Name, answer.Item2);
        });
    }

    [Fact]
    public async Task A_network_that_is_not_there_is_404_by_any_name()
    {
        using var admin = await controller.AdminAsync();
        foreach (var name in new[] { "none", "NONE", "01934b6e-7f2a-7c31-9d55-3f0c5e1a2b4c", "%01", "a%20b", "%F0%9F%90%8B", new string('x', 500) })
            await admin.GetRefusedAsync($"{Path}/{name}", 404);
    }

    private static FieldProblem Only(ProblemRecord problem, string field)
    {
        var found = Assert.Single(problem.Problems!);
        Assert.Equal(field, found.Field);
        return found;
    }
}
