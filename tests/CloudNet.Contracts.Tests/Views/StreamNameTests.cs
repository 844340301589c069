using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CsCheck;
using Xunit;

namespace CloudNet.Contracts.Tests.Views;

public sealed class StreamNameTests
{
    [Fact]
    public void Text_ComesBackTheSame() => Gen.Guid.Sample(id =>
    {
        var network = StreamName.Of(new NetworkId(id));
        var host = StreamName.Of(new HostId(id));
        Assert.Equal(network, StreamName.Parse(network.ToString(), null));
        Assert.Equal(host, StreamName.Parse(host.ToString(), null));
        Assert.Equal((new NetworkId(id), null), (network.Network!.Value, network.Host));
        Assert.Equal((new HostId(id), null), (host.Host!.Value, host.Network));
        var workloads = StreamName.OfWorkloads(new NetworkId(id));
        Assert.Equal(workloads, StreamName.Parse(workloads.ToString(), null));
        Assert.Equal((new NetworkId(id), null, null), (workloads.WorkloadsOf!.Value, workloads.Network, workloads.Host));
        Assert.Null(network.WorkloadsOf);
        var services = StreamName.OfServices(new NetworkId(id));
        Assert.Equal(services, StreamName.Parse(services.ToString(), null));
        Assert.Equal((new NetworkId(id), null, null, null), (services.ServicesOf!.Value, services.Network, services.WorkloadsOf, services.Host));
        Assert.Null(network.ServicesOf ?? workloads.ServicesOf ?? host.ServicesOf);
        var policies = StreamName.OfPolicies(new NetworkId(id));
        Assert.Equal(policies, StreamName.Parse(policies.ToString(), null));
        Assert.Equal((new NetworkId(id), null, null, null), (policies.PoliciesOf!.Value, policies.Network, policies.ServicesOf, policies.Host));
        Assert.Null(network.PoliciesOf ?? services.PoliciesOf ?? host.PoliciesOf);
        Assert.Equal(5, new[] { network, workloads, services, policies, host }.Distinct().Count());
        Assert.Equal([network, workloads, services, policies], StreamName.AllOf(new NetworkId(id)));
        Assert.All(StreamName.AllOf(new NetworkId(id)), stream => Assert.Equal(new NetworkId(id), stream.AnyOf));
        Assert.Null(host.AnyOf);
    });

    [Fact]
    public void AnySpellingOfTheId_IsOneName()
    {
        var id = Guid.NewGuid();
        Assert.Equal(StreamName.Of(new HostId(id)), StreamName.Parse($"host/{id.ToString().ToUpperInvariant()}", null));
        Assert.Equal(StreamName.Of(new HostId(id)), StreamName.Parse($"host/{id:N}", null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("host/")]
    [InlineData("network/1")]
    [InlineData("Host/00000001-0000-0000-0000-000000000000")]
    [InlineData("service/00000001-0000-0000-0000-000000000000")]
    [InlineData("host/00000001-0000-0000-0000-000000000000/x")]
    public void WhatIsNoStream_IsRefused(string? text) => Assert.False(StreamName.TryParse(text, null, out _));

    [Fact]
    public void Default_NamesNoStream() =>
        Assert.Equal(("", null, null), (default(StreamName).ToString(), default(StreamName).Host, default(StreamName).Network));
}
