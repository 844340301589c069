using CloudNet.Contracts.Networks;

namespace CloudNet.EndToEnd.Refusals;

/// <summary>Bad input gets a refusal that names the field and the way out, and changes nothing.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class RefusalTests(SharedLab lab)
{
    public static TheoryData<CreateNetwork, string> BadNetworks => new()
    {
        { new("bad", "10.100.128.0/17"), "range" },
        { new("bad", "10.0.0.0/8"), "range" },
        { new("bad", "10.120.0.1/16"), "range" },
        { new("bad", "10.120.0.0/33"), "range" },
        { new("bad", "10.120.0.0"), "range" },
        { new("bad", "fd00::1/48"), "range" },
        { new("bad", "fe80::/48"), "range" },
        { new("bad", "::/0"), "range" },
        { new("bad", "127.0.0.0/8"), "range" },
        { new("bad", "224.0.0.0/8"), "range" },
        { new("bad", "nonsense"), "range" },
        { new("bad", ""), "range" },
        { new("bad", null), "range" },
        { new("bad", "10.120.0.0/16", 8), "subnetLength" },
        { new("bad", "10.120.0.0/16", 31), "subnetLength" },
        { new("bad", "10.120.0.0/16", -1), "subnetLength" },
        { new("bad", "10.120.0.0/16", Driver: "ipsec"), "driver" },
        { new("bad", "10.120.0.0/16", Driver: "0"), "driver" },
        { new("bad", "10.120.0.0/16", Mtu: 1), "mtu" },
        { new("bad", "10.120.0.0/16", Mtu: 100000), "mtu" },
        { new("Bad Name", "10.120.0.0/16"), "name" },
        { new("", "10.120.0.0/16"), "name" },
        { new(null, "10.120.0.0/16"), "name" },
        { new("blue", "10.120.0.0/16"), "name" },
    };

    [Theory]
    [MemberData(nameof(BadNetworks))]
    public async Task ABadNetworkIsRefusedByField(CreateNetwork request, string field)
    {
        var before = await lab.Api.SendAsync(HttpMethod.Get, "api/v1/networks");
        var refusal = await Assert.ThrowsAsync<ApiRefusalException>(() => lab.Api.SendAsync(HttpMethod.Post, "api/v1/networks", request));
        Assert.InRange(refusal.Problem.Status, 400, 422);
        Assert.Contains(field, refusal.Fields);
        Assert.All(refusal.Problem.Problems!, problem => Assert.True(problem.Rule.Length > 10 && problem.WayOut.Length > 5, problem.ToString()));
        Assert.Equal(before, await lab.Api.SendAsync(HttpMethod.Get, "api/v1/networks"));
    }

    [Fact]
    public async Task AllThatIsWrongIsSaidAtOnce()
    {
        var refusal = await Assert.ThrowsAsync<ApiRefusalException>(() => lab.Api.SendAsync(
            HttpMethod.Post, "api/v1/networks", new CreateNetwork("Bad Name", "10.120.0.1/16", 31, "ipsec", Mtu: 1)));
        Assert.Superset(new HashSet<string> { "name", "range", "driver", "mtu" }, refusal.Fields.ToHashSet());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"name":1}""")]
    [InlineData("""{"name":{"a":[]},"range":true}""")]
    public async Task ABodyThatIsNoRequestIsRefused(string body)
    {
        var refusal = await Assert.ThrowsAsync<ApiRefusalException>(() => lab.Api.SendAsync(HttpMethod.Post, "api/v1/networks", body));
        Assert.InRange(refusal.Problem.Status, 400, 422);
    }

    [Theory]
    [InlineData("v9", "172.18.0.0/24", "subnet")]
    [InlineData("v9", "172.17.9.1/24", "subnet")]
    [InlineData("v9", "172.17.0.0/20", "subnet")]
    [InlineData("v9", "172.17.1.0/24", "subnet")]
    [InlineData("Bad Name", "172.17.9.0/24", "host")]
    public async Task ABadReservationIsRefusedByField(string host, string subnet, string field)
    {
        var before = await lab.Api.SendAsync(HttpMethod.Get, "api/v1/networks/classic");
        var refusal = await Assert.ThrowsAsync<ApiRefusalException>(() => lab.Api.ReserveAsync("classic", host, subnet));
        Assert.Contains(field, refusal.Fields);
        Assert.Equal(before, await lab.Api.SendAsync(HttpMethod.Get, "api/v1/networks/classic"));
    }

    [Theory]
    [InlineData("GET", "api/v1/networks/none")]
    [InlineData("DELETE", "api/v1/networks/none")]
    [InlineData("PUT", "api/v1/networks/blue/hosts/none")]
    [InlineData("PUT", "api/v1/networks/none/hosts/v1")]
    [InlineData("GET", "api/v1/hosts/none")]
    [InlineData("DELETE", "api/v1/hosts/00000000-0000-0000-0000-000000000000")]
    [InlineData("GET", "api/v1/no-such-thing")]
    public async Task WhatIsNotThereIsNotFound(string method, string path)
    {
        var refusal = await Assert.ThrowsAsync<ApiRefusalException>(() => lab.Api.SendAsync(new HttpMethod(method), path));
        Assert.Equal(404, refusal.Problem.Status);
    }

    [Fact]
    public async Task WithoutATokenNothingIsShown()
    {
        using var stranger = lab.Controller.Client();
        foreach (var path in new[] { "networks", "hosts", "workloads", "enrolment-keys", "tenants" })
        {
            var refusal = await Assert.ThrowsAsync<ApiRefusalException>(() => new ControllerApi(stranger).SendAsync(HttpMethod.Get, "api/v1/" + path));
            Assert.Equal(401, refusal.Problem.Status);
        }
    }
}
