using System.Net;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Enrolment;

/// <summary>What an enrolment key allows.</summary>
public sealed partial class EnrolmentTests
{
    [Fact]
    public async Task A_key_with_five_uses_lets_five_of_twenty_in()
    {
        using var owner = await controller.NewTenantAsync("five");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var key = await owner.NewKeyAsync(5, "blue");
        var hosts = Enumerable.Range(1, 20).Select(index => new TestHost($"v{index}", $"192.168.124.{index}")).ToArray();
        var statuses = await Task.WhenAll(hosts.Select(host => owner.PostStatusAsync(Path, host.Request(key))));

        Assert.Equal((5, 15), (statuses.Count(status => status == HttpStatusCode.OK), statuses.Count(status => status == HttpStatusCode.Gone)));
        Assert.Equal(5, (await owner.ListAsync<HostRecord>("/api/v1/hosts")).Count);
        Assert.Equal(5, (await StreamLog.NetworkAsync(controller.Database, network.Id)).Members.Count);
        Assert.Equal(6, (await StreamLog.OfAsync(controller.Database, StreamName.Of(network.Id))).Count);
        Assert.Equal(5, Assert.Single(await owner.ListAsync<EnrolmentKeyRecord>("/api/v1/enrolment-keys")).Used);
        foreach (var host in hosts) host.Dispose();
    }

    [Fact]
    public async Task A_spent_key_says_how()
    {
        using var owner = await controller.NewTenantAsync("spent");
        using var one = new TestHost("v1", "192.168.124.51");
        using var two = new TestHost("v2", "192.168.124.52");
        var key = await owner.NewKeyAsync(1);
        await owner.PostAsync<EnrolledHost>(Path, one.Request(key));

        Assert.Contains("1 of 1", (await owner.PostRefusedAsync(Path, two.Request(key), 410)).Detail);
        var other = await owner.NewKeyAsync(1);
        controller.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains("expired", (await owner.PostRefusedAsync(Path, two.Request(other), 410)).Title);
    }

    [Fact]
    public async Task Unknown_removed_and_malformed_keys_get_one_answer()
    {
        using var owner = await controller.NewTenantAsync("unknown");
        using var host = new TestHost("v1", "192.168.124.51");
        var removed = (await owner.PostAsync<CreatedEnrolmentKey>("/api/v1/enrolment-keys", new CreateEnrolmentKey("gone"), 201));
        await owner.DeleteAsync($"/api/v1/enrolment-keys/{removed.Key.Id}");

        var answers = new List<string?>();
        foreach (var key in new[] { removed.Secret, "cnk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", "cnt_AAAA", "\0", new string('k', 10_000) })
            answers.Add((await owner.PostRefusedAsync(Path, host.Request(key), 401)).Detail);
        Assert.Single(answers.Distinct());
        Assert.Empty(await owner.ListAsync<HostRecord>("/api/v1/hosts"));
    }
}
