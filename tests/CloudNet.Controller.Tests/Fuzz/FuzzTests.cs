using System.Globalization;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Isolation;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Fuzz;

/// <summary>
/// Every endpoint of the API's own document, with requests that are sound, nearly sound and nothing of the kind, by several clients at
/// once: no fault, no hang, a refusal tells what is wrong, and has changed nothing. What was sent is in the failure; the number of requests
/// can be set by the environment, as in <c>CLOUDNET_FUZZ=200000 ./test.sh Controller.Tests -- -class '*FuzzTests'</c>.
/// </summary>
public sealed class FuzzTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private const int Workers = 6;

    // They take a secret, one's own password, a host that is linked, or an administrator of the controller; every other operation is to be done at
    // least once, else little is shown.
    private static readonly string[] NotOurs =
    [
        "AcceptInvitation", "BeginSecondFactor", "ChangePassword", "ConfirmSecondFactor", "CreateTenant", "EndSecondFactor", "EnrolHost", "SetQuotas", "SignIn",
        "TracePacket",
    ];
    private static readonly int Requests = int.Parse(Environment.GetEnvironmentVariable("CLOUDNET_FUZZ") ?? "20000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Nothing_that_is_sent_breaks_the_API_or_half_of_it_is_done()
    {
        var (controller, tenant) = (tenants.Controller, tenants.Intruder);
        var api = await ApiDescription.ReadAsync(tenant.Owner.Http);
        var victim = await tenants.VictimsRowsAsync();
        using var guest = await controller.JoinAsync(tenant.Owner, tenant.Name, "fuzz-guest", "operator");
        // Keys are rotated where there are some, and no host that is not linked.
        string[] sealedOnes = ["sealed", "vault"];
        foreach (var (name, at) in sealedOnes.Select((name, at) => (name, at)))
            await tenant.Owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork(name, $"10.21{at}.0.0/16", Encrypted: true), 201);
        var known = Known(tenant.Values, sealedOnes, tenant.Name, tenants.Victim.Name);
        var bodies = new Dictionary<string, object>(OperationCalls.Bodies) { ["CreatePortMapping"] = new CreatePortMapping(tenant.HostName, "web", "9000") };
        var workers = new List<FuzzWorker>();
        for (var at = 0; at < Workers; at++)
        {
            var token = await tenant.Owner.PostAsync<CreatedApiToken>("/api/v1/tokens", new CreateApiToken($"fuzz-{at}"), 201);
            workers.Add(new(controller, token, new(api, known, bodies, Requests / Workers, seed: 7700 + at)));
        }
        await Task.WhenAll(workers.Select(worker => worker.RunAsync(Requests / Workers)));

        var answers = string.Join(", ", workers.SelectMany(worker => worker.Answers).GroupBy(one => one.Key, one => one.Value).OrderBy(one => one.Key)
            .Select(one => $"{one.Key}: {one.Sum()}"));
        TestContext.Current.SendDiagnosticMessage(answers);
        Assert.True(workers.All(worker => worker.Broken.Count == 0), string.Join('\n', workers.SelectMany(worker => worker.Broken)));
        Assert.True(workers.Sum(worker => worker.Answers.Values.Sum()) >= Requests - Workers, answers);
        var never = api.Operations.Select(operation => operation.Id).Except(workers.SelectMany(worker => worker.Succeeded));
        Assert.Equal([], never.Except(NotOurs));
        Assert.Equal(victim, await tenants.VictimsRowsAsync());
        await SoundAsync(controller.Database);
        workers.ForEach(worker => worker.Dispose());
    }

    private static Dictionary<string, string[]> Known(IReadOnlyDictionary<string, string[]> made, string[] sealedOnes, params string[] both) => new(made)
    {
        ["network"] = [.. made["network"], "blue", "green", "red", .. sealedOnes],
        ["peerNetwork"] = [.. made["network"], "blue", "green", "red", .. sealedOnes],
        ["user"] = ["fuzz-guest"], ["tenant"] = both,
        ["dryRun"] = ["true", "false"], ["allowOverlap"] = ["true", "false"],
        ["sort"] = ["name", "-name", "created", "-created"], ["link"] = ["linked", "down", "never-seen"], ["label"] = ["app=shop"],
        // What is there may be removed early on; what is made has this name.
        ["service"] = [.. made["service"], "made"], ["policy"] = [.. made["policy"], "made"],
        ["workload"] = ["web"], ["address"] = [.. made["address"], "10.100.1.8"],
        ["limit"] = ["1", "5"], ["format"] = ["csv", "jsonl"],
    };

    // What agents would end with, had they followed all along, is what the database holds; and no address is given and free at once.
    private static async Task SoundAsync(Database.TestDatabase database)
    {
        await using var db = database.Open();
        foreach (var network in await db.Networks.Select(row => row.Id).ToListAsync()) await StreamLog.NetworkAsync(database, network);
        foreach (var host in await db.Hosts.Select(row => new { row.Id, row.Name }).ToListAsync()) await StreamLog.HostAsync(database, host.Id, host.Name);
        Assert.Equal(0, await db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM leases WHERE NOT EXISTS (
                SELECT FROM network_ranges WHERE network_ranges.network_id = leases.network_id AND network_ranges.range >>= leases.subnet)
            """).SingleAsync());
        Assert.Equal(0, await db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM leases JOIN free_ranges USING (network_id) WHERE leases.subnet BETWEEN free_ranges.first AND free_ranges.last
            """).SingleAsync());
    }
}
