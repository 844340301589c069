using System.Net;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Enrolment;

public sealed partial class EnrolmentTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/agent/v1/enrol";

    [Fact]
    public async Task A_host_is_taken_in_into_the_networks_of_its_key()
    {
        using var owner = await controller.NewTenantAsync("taken-in");
        var blue = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var red = await owner.NewNetworkAsync("red", "10.101.0.0/16");
        using var host = new TestHost("v1", "192.168.124.51");
        using var anonymous = controller.Anonymous();
        var enrolled = await anonymous.PostAsync<EnrolledHost>(Path, host.Request(await owner.NewKeyAsync(1, "blue", "red")));

        Assert.Equal(("v1", "taken-in"), (enrolled.Name, enrolled.Tenant));
        var shown = await owner.GetAsync<HostRecord>("/api/v1/hosts/v1");
        Assert.Equal((enrolled.HostId, IPAddress.Parse("192.168.124.51")), (shown.Id, shown.UnderlayAddress));
        Assert.Equal(["blue", "red"], shown.Leases.Select(lease => lease.NetworkName));
        var record = Assert.Single(await StreamLog.OfAsync(controller.Database, StreamName.Of(enrolled.HostId)));
        Assert.Equal([new HostNetworkAdded(blue.Id), new HostNetworkAdded(red.Id)], record);
        Assert.Equal([enrolled.HostId], (await StreamLog.NetworkAsync(controller.Database, blue.Id)).Members.Keys);
    }

    [Fact]
    public async Task A_host_without_networks_has_its_first_revision_too()
    {
        using var owner = await controller.NewTenantAsync("bare");
        var host = await owner.NewHostAsync("v1", "192.168.124.51");
        Assert.Empty(Assert.Single(await StreamLog.OfAsync(controller.Database, StreamName.Of(host))));
        await StreamLog.HostAsync(controller.Database, host, "v1");
    }

    [Fact]
    public async Task Asking_again_gets_the_same_answer_and_counts_once_even_when_the_key_is_spent()
    {
        using var owner = await controller.NewTenantAsync("again");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        using var host = new TestHost("v1", "192.168.124.51");
        var key = (await owner.PostAsync<CreatedEnrolmentKey>("/api/v1/enrolment-keys", new CreateEnrolmentKey("short", 1, 60, ["blue"]), 201)).Secret;
        var first = await owner.PostAsync<EnrolledHost>(Path, host.Request(key));

        Assert.Equal(first, await owner.PostAsync<EnrolledHost>(Path, host.Request(key)));
        // Past the key, and not past what the change log keeps.
        controller.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(first, await owner.PostAsync<EnrolledHost>(Path, host.Request(key)));
        using var later = await controller.AdminAsync("again");
        Assert.Equal(1, Assert.Single(await later.ListAsync<EnrolmentKeyRecord>("/api/v1/enrolment-keys")).Used);
        Assert.Single(await StreamLog.OfAsync(controller.Database, StreamName.Of(first.HostId)));
    }

    [Fact]
    public async Task Asking_many_times_at_once_makes_one_host()
    {
        using var owner = await controller.NewTenantAsync("eager");
        using var host = new TestHost("v1", "192.168.124.51");
        var request = host.Request(await owner.NewKeyAsync(10));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => owner.PostAsync<EnrolledHost>(Path, request)));

        Assert.Single(answers.Distinct());
        Assert.Equal(1, Assert.Single(await owner.ListAsync<EnrolmentKeyRecord>("/api/v1/enrolment-keys")).Used);
    }

    [Fact]
    public async Task Taken_name_address_and_key_are_conflicts()
    {
        using var owner = await controller.NewTenantAsync("conflicts");
        using var elsewhere = await controller.NewTenantAsync("elsewhere");
        using var v1 = new TestHost("v1", "192.168.124.51");
        using var sameName = new TestHost("v1", "192.168.124.61");
        using var sameAddress = new TestHost("v2", "192.168.124.51");
        var key = await owner.NewKeyAsync(10);
        await owner.PostAsync<EnrolledHost>(Path, v1.Request(key));

        Assert.Equal("name", Assert.Single((await owner.PostRefusedAsync(Path, sameName.Request(key), 409)).Problems!).Field);
        Assert.Equal("underlayAddress", Assert.Single((await owner.PostRefusedAsync(Path, sameAddress.Request(key), 409)).Problems!).Field);
        Assert.Contains("'v1'", (await owner.PostRefusedAsync(Path, v1.RequestAs("v9", key), 409)).Detail);
        Assert.Contains("another tenant", (await owner.PostRefusedAsync(Path, v1.Request(await elsewhere.NewKeyAsync()), 409)).Detail);
        Assert.Equal(1, Assert.Single(await owner.ListAsync<EnrolmentKeyRecord>("/api/v1/enrolment-keys")).Used);
    }

    [Fact]
    public async Task A_full_network_of_the_key_refuses_all_of_it_and_counts_nothing()
    {
        using var owner = await controller.NewTenantAsync("full");
        await owner.NewNetworkAsync("roomy", "10.100.0.0/16");
        await owner.NewNetworkAsync("tiny", "10.101.0.0/28", subnetLength: 30);
        for (var host = 1; host <= 3; host++) await owner.NewHostAsync($"v{host}", $"192.168.124.{host}", "tiny");
        var key = await owner.NewKeyAsync(1, "roomy", "tiny");
        using var late = new TestHost("late", "192.168.124.9");

        await owner.PostRefusedAsync(Path, late.Request(key), 409);
        Assert.Equal(3, (await owner.ListAsync<HostRecord>("/api/v1/hosts")).Count);
        Assert.Empty((await owner.NetworkAsync("roomy")).Leases);
        await owner.LeaveAsync("tiny", "v1");
        await owner.PostAsync<EnrolledHost>(Path, late.Request(key));
    }

    [Fact]
    public async Task A_network_of_the_key_that_is_gone_is_passed_over()
    {
        using var owner = await controller.NewTenantAsync("passed-over");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        var key = await owner.NewKeyAsync(1, "blue", "red");
        await owner.DeleteAsync("/api/v1/networks/red");
        using var host = new TestHost("v1", "192.168.124.51");

        await owner.PostAsync<EnrolledHost>(Path, host.Request(key));
        Assert.Equal(["blue"], (await owner.GetAsync<HostRecord>("/api/v1/hosts/v1")).Leases.Select(lease => lease.NetworkName));
        Assert.Equal(["blue"], Assert.Single(await owner.ListAsync<EnrolmentKeyRecord>("/api/v1/enrolment-keys")).Networks);
    }

    [Fact]
    public async Task A_false_proof_is_refused_before_the_key_is_looked_at()
    {
        using var owner = await controller.NewTenantAsync("false-proof");
        using var host = new TestHost("v1", "192.168.124.51");
        using var thief = new TestHost("v1", "192.168.124.51");
        var key = await owner.NewKeyAsync();
        var stolen = host.Request(key) with { Proof = thief.Request(key).Proof };

        Assert.Equal("proof", Assert.Single((await owner.PostRefusedAsync(Path, stolen, 400)).Problems!).Field);
        var refused = await owner.PostRefusedAsync(Path, new EnrolHost(), 400);
        Assert.Equal(["key", "name", "underlayAddress", "publicKey"], refused.Problems!.Select(found => found.Field));
        await owner.PostTextRefusedAsync(Path, "{", 400);
    }
}
