using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.EndToEnd.Controllers;

namespace CloudNet.EndToEnd.Joins;

/// <summary>Thousands of hosts join at once while the controller is killed: every one gets a subnet of its own, and every revision is there.</summary>
public sealed class MassJoinTests
{
    private const int Hosts = 5_000;
    private const int Clients = 64;
    private static readonly int[] KillAfter = [700, 2_000, 3_800];

    [Fact]
    public async Task FiveThousandHostsJoinThroughKillsOfTheController()
    {
        await using var lab = await Lab.CreateAsync();
        var postgres = await LabPostgres.StartNewAsync(lab);
        var controller = await lab.ControllerAsync(new(Database: postgres.Connection));
        var network = await controller.Api.CreateNetworkAsync("wide", "10.0.0.0/8", "vxlan", subnetLength: 24);
        await ManyHosts.MakeAsync(postgres, network.Id, Hosts);
        using var client = controller.Client();
        client.DefaultRequestHeaders.Authorization = controller.Api.Http.DefaultRequestHeaders.Authorization;

        var (next, done, lost) = (0, 0, 0);
        var kills = KillAfter.Select(_ => new TaskCompletionSource()).ToArray();
        var clients = Enumerable.Range(0, Clients).Select(async _ =>
        {
            for (var host = Interlocked.Increment(ref next); host <= Hosts; host = Interlocked.Increment(ref next))
            {
                while (!await JoinsAsync(client, network.Id, host)) Interlocked.Increment(ref lost);
                var joined = Interlocked.Increment(ref done);
                if (Array.IndexOf(KillAfter, joined) is >= 0 and var kill) kills[kill].SetResult();
            }
        }).ToArray();
        foreach (var kill in kills)
        {
            await kill.Task.WaitAsync(TimeSpan.FromMinutes(2));
            await controller.KillAsync();
            await controller.StartAsync();
        }
        await Task.WhenAll(clients).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.True(lost > 0, "no request met a killed controller");
        await CheckAsync(postgres, network.Id);
    }

    // A request that a kill met may have been done or not: asked again, it is done once.
    private static async Task<bool> JoinsAsync(HttpClient client, NetworkId network, int host)
    {
        try
        {
            using var answer = await client.PutAsync(ManyHosts.JoinPath(network, host), null);
            if (answer.StatusCode == HttpStatusCode.OK) return true;
            Assert.Fail($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            await Task.Delay(50);
        }
        return false;
    }

    private static async Task CheckAsync(LabPostgres postgres, NetworkId network)
    {
        var leases = $"FROM leases WHERE network_id = '{network}'";
        Assert.Equal($"{Hosts} {Hosts} {Hosts}", await postgres.ReadAsync($"SELECT count(*) || ' ' || count(DISTINCT host_id) || ' ' || count(DISTINCT subnet) {leases}"));
        Assert.Equal("0", await postgres.ReadAsync(
            $"SELECT count(*) FROM leases one JOIN leases other ON one.network_id = other.network_id AND one.id < other.id AND one.subnet && other.subnet"));
        // From the second subnet without a gap, and what is free begins just behind.
        Assert.Equal($"10.0.1.0/24 {LastOf(Hosts)}", await postgres.ReadAsync($"SELECT min(subnet::inet) || ' ' || max(subnet::inet) {leases}"));
        Assert.Equal(AfterLast(Hosts), await postgres.ReadAsync($"SELECT string_agg(host(first), ' ') FROM free_ranges WHERE network_id = '{network}'"));
        // Revisions 1, 2, 3 … of every stream, up to what the stream says; each host heard of its network once, and the network of each host.
        Assert.Equal("0", await postgres.ReadAsync("""
            SELECT count(*) FROM (SELECT s.name FROM streams s LEFT JOIN changes c ON c.stream = s.name GROUP BY s.name, s.revision
                HAVING count(c.revision) <> s.revision OR coalesce(max(c.revision), 0) <> s.revision OR count(DISTINCT c.revision) <> s.revision) AS gaps
            """));
        Assert.Equal($"{Hosts}", await postgres.ReadAsync("SELECT count(*) FROM changes WHERE stream LIKE 'host/%' AND jsonb_array_length(operations::jsonb) > 0"));
        Assert.Equal($"{Hosts + 1}", await postgres.ReadAsync(
            $"SELECT sum(jsonb_array_length(operations::jsonb)) FROM changes WHERE stream = 'network/{network}'"));
    }

    private static string LastOf(int count) => $"10.{count >> 8}.{count & 255}.0/24";

    private static string AfterLast(int count) => LastOf(count + 1).Replace("/24", "");
}
