using System.Text.RegularExpressions;
using CloudNet.Contracts.Trials;
using CloudNet.Controller.Audit;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Audit;

/// <summary>The words of the log: those of the API, and none that it does not have.</summary>
public sealed partial class AuditWordTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Theory]
    [InlineData("operation=Nonsense", "operation", "CreateNetwork")]
    [InlineData("operation=createnetwork", "operation", "ReclaimLease")]
    [InlineData("kind=nonsense", "kind", "hidden-network, host")]
    public async Task A_name_that_there_is_not_is_refused(string query, string field, string wayOut)
    {
        using var admin = await controller.AdminAsync();
        foreach (var path in new[] { "audit", "audit/export" })
        {
            var problem = Assert.Single((await admin.GetRefusedAsync($"/api/v1/{path}?{query}", 400)).Problems!);
            Assert.Equal(field, problem.Field);
            Assert.Contains(wayOut, problem.WayOut);
        }
        Assert.Equal(2, (await admin.GetRefusedAsync("/api/v1/audit?operation=x&kind=y", 400)).Problems!.Count);
    }

    [Fact]
    public void What_the_controller_does_by_itself_is_known()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CloudNet.sln"))) folder = Path.GetDirectoryName(folder)!;
        var begun = Directory.GetFiles(Path.Combine(folder, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => OwnDeed().Matches(File.ReadAllText(file)).Select(found => found.Groups[1].Value)).Distinct().ToArray();
        Assert.True(begun.Length >= 8, string.Join(' ', begun));
        Assert.Empty(begun.Except(AuditWords.Own));
    }

    [Fact]
    public async Task A_driver_has_one_name_in_the_log_in_what_is_tried_and_in_the_export()
    {
        using var owner = await controller.NewTenantAsync("driver-names");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        Assert.Equal("vxlan", Assert.Single(await owner.AuditAsync("kind=network")).After!.Value.GetProperty("driver").GetString());
        var tried = await owner.PostAsync<DryRunRecord>(
            "/api/v1/networks?dryRun=true", new Contracts.Networks.CreateNetwork("red", "10.101.0.0/16", Driver: "routed"));
        Assert.Contains(tried.Changes, change => change.Kind == "network" && change.After!.Value.GetProperty("driver").GetString() == "routed");
        foreach (var format in new[] { "jsonl", "csv" })
            Assert.DoesNotContain("Vxlan", await owner.Http.GetStringAsync($"/api/v1/audit/export?format={format}"), StringComparison.Ordinal);
    }

    [GeneratedRegex("""Deed\.Of(?:System|Hosts)\("(\w+)[^\w]""")]
    private static partial Regex OwnDeed();
}
