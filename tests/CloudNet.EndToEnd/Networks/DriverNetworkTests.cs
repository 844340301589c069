using System.Globalization;
using CloudNet.Contracts.Networks;

namespace CloudNet.EndToEnd.Networks;

/// <summary>
/// A network of each driver, beside those that the hosts are in already: made and joined in the controller, built by the agents, unharmed by an agent's
/// end, and gone without a trace.
/// </summary>
[Collection(SharedLabCollection.Name)]
public sealed class DriverNetworkTests(SharedLab lab)
{
    /// <summary>What is asked for, and the words of a host's own tools that show it.</summary>
    public static TheoryData<string, bool, bool, string> Drivers => new()
    {
        { "vxlan", false, true, "ip route show proto 77 | grep -q '^10.77.*via 192.168.124.52 dev eth0'" },
        { "vxlan", true, false, "wg show cn-wg{0} peers | grep -q = && ip -d link show cn-vx{0} | grep -q 'dstport 14789'" },
        { "wireguard", false, false, "wg show cn-wg{0} peers | grep -q =" },
        { "udp", false, false, "cloudnet-agent udp show --control /run/cloudnet-udp/cn-ud{0}.sock | grep -q 192.168.124.52:8285" },
        { "bridge", true, false, "wg show cn-wg{0} peers | grep -q = && bridge link show | grep -q 'cn-vx{0}.*master cn-br{0}'" },
    };

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task ANetworkOfTheDriverIsBuiltStaysAndGoes(string driver, bool encrypted, bool direct, string shown)
    {
        var name = $"d-{driver}{(encrypted ? "-enc" : "")}{(direct ? "-direct" : "")}";
        var network = await lab.Api.CreateNetworkAsync(new CreateNetwork(name, "10.77.0.0/16", Driver: driver, Encrypted: encrypted, DirectRouting: direct));
        foreach (var host in new[] { lab.V1, lab.V2 }) await lab.Api.JoinAsync(name, host.Name);
        foreach (var host in new[] { lab.V1, lab.V2 }) await host.InSyncAsync(lab.Api);
        var (one, two) = (await lab.V1.AttachAsync(name), await lab.V2.AttachAsync(name));
        await Eventually.HoldsAsync("the containers reach each other", () => one.PingsAsync(two));
        Assert.Equal(one.Address, await one.SeenByAsync(two));
        Assert.Equal(lab.V1.Address, await one.SeenByInternetAsync());
        Assert.False(await one.PingsAsync(lab.Blue[0]), "networks of one host are closed to each other");
        await lab.V1.InsideAsync(string.Format(CultureInfo.InvariantCulture, shown, network.Vni));

        var ping = one.Ping(two);
        await ping.AnsweredMoreAsync();
        await lab.V1.KillAgentAsync();
        await ping.AnsweredMoreAsync();
        lab.V1.StartAgent();
        await lab.V1.LinkedAsync(lab.Api);
        await ping.StopWithoutLossAsync();

        await lab.Api.DeleteNetworkAsync(name);
        foreach (var host in new[] { lab.V1, lab.V2 }) await TracelessAsync(host, network.Vni);
        foreach (var container in new[] { one, two }) await container.Host.CloudNetAsync("detach", container.Name);
    }

    private static Task TracelessAsync(LabHost host, int vni) => Eventually.HoldsAsync($"{host.Name} has nothing left of the network", async () =>
    {
        var left = await host.InsideAsync("ip -o link; ip route show; ip neighbour; bridge fdb; nft list ruleset; ls /run/wireguard /run/cloudnet-udp");
        return !new[] { $"cn-br{vni}", $"cn-vx{vni}", $"cn-wg{vni}", $"cn-ud{vni}", "10.77." }.Any(word => left.Contains(word, StringComparison.Ordinal));
    });
}
