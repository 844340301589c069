using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Attach;

/// <summary>Which address a workload gets where some are kept by name.</summary>
public sealed class PinTests
{
    private static readonly FakeTimeProvider Clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private static readonly NetworkView Blue = Sample.BlueView(1, 2);
    private AttachmentBook book = AttachmentBook.Empty;

    [Fact]
    public void AWorkloadGetsWhatIsPinnedToIt_AndNobodyElseDoes()
    {
        var views = Pinned(("db", "10.100.1.2"), ("web", "10.100.1.9"));
        Assert.Equal("10.100.1.3", Given(views, "api"));
        Assert.Equal("10.100.1.2", Given(views, "db"));
        Assert.Equal("10.100.1.9", Given(views, "web"));
        Assert.Equal("10.100.1.9", Given(views, "web", "10.100.1.9"));
        Assert.Contains("10.100.1.2 is pinned to workload db of network blue", Given(views, "api", "10.100.1.2"), StringComparison.Ordinal);
        Assert.Contains("has the address 10.100.1.2 pinned to it, not 10.100.1.5", Given(views, "db", "10.100.1.5"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatSomebodyElseHas_IsNotTakenFromThem()
    {
        Attach("api", "10.100.1.2");
        var refusal = Given(Pinned(("db", "10.100.1.2")), "db");
        Assert.Contains("in use by workload api", refusal, StringComparison.Ordinal);
        Assert.Contains("cloudnet detach api --network blue", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void APin_CountsMoreThanTheAddressHadLately_AndThatIsNotGivenToItsFormerHolder()
    {
        Attach("db", "10.100.1.2");
        book = book.Without(book.Entries[0], Clock.GetUtcNow());
        Assert.Equal("10.100.1.2", Given(Pinned(), "db"));
        Assert.Equal("10.100.1.9", Given(Pinned(("db", "10.100.1.9")), "db"));
        Assert.Equal("10.100.1.3", Given(Pinned(("web", "10.100.1.2")), "db"));
    }

    [Fact]
    public void PinsOfOtherSubnetsAndNetworks_MeanNothingHere()
    {
        Assert.Equal("10.100.1.2", Given(Pinned(("db", "10.100.2.9")), "db"));
        var elsewhere = Sample.HostView(Sample.Blue) with { Pins = [new(Sample.Green, "db", IPAddress.Parse("10.100.1.9"))] };
        Assert.Equal("10.100.1.2", Given(Views(elsewhere), "db"));
    }

    [Theory]
    [InlineData(NetworkDriver.Bridge, "10.100.2.9")]
    [InlineData(NetworkDriver.Gre, "10.100.2.9")]
    [InlineData(NetworkDriver.Vxlan, "10.100.1.2")]
    public void OnASegment_APinnedAddressGoesWithItsWorkload(NetworkDriver driver, string given)
    {
        var segment = Blue with { Settings = Blue.Settings with { Driver = driver } };
        var workloads = (WorkloadsView)Sample.WorkloadsView(Sample.Blue, (2, "10.100.2.3"))
            .After(new AddressPinned(new("db", IPAddress.Parse("10.100.2.9")))).After(new AddressPinned(new("db", IPAddress.Parse("10.200.1.9"))));
        var views = Pinned().With(new(2, segment)).With(new(1, workloads));
        Assert.Equal(given, Given(views, "db", network: segment));
        Assert.Equal("10.100.1.2", Given(views, "api", network: segment));
        Assert.Contains("cannot be given", Given(views, "api", "10.100.2.9", segment), StringComparison.Ordinal);
    }

    [Fact]
    public void AFullSubnet_SaysHowManyArePinned()
    {
        var member = Sample.Member(1) with { Leases = [new(IPNetwork.Parse("10.100.1.0/29"), 1)] };
        var small = Blue with { Members = Blue.Members.SetItem(Sample.V1, member) };
        foreach (var last in Enumerable.Range(3, 4)) Attach($"w{last}", $"10.100.1.{last}");
        var refusal = Given(Pinned(("db", "10.100.1.2")), "api", network: small);
        Assert.Contains("4 of 5 are in use and 1 pinned to other workloads", refusal, StringComparison.Ordinal);
    }

    private static ViewSet Pinned(params (string Workload, string Address)[] pins) =>
        Views(Sample.HostView(Sample.Blue) with { Pins = [.. pins.Select(pin => new Pin(Sample.Blue, pin.Workload, IPAddress.Parse(pin.Address)))] });

    private static ViewSet Views(HostView host) => ViewSet.Nothing(Sample.V1).With(new(1, host)).With(new(1, Blue));

    private void Attach(string name, string address)
    {
        var attachment = new Attachment(
            WorkloadId.New(Clock), Sample.Blue, name, [IPAddress.Parse(address)], MacAddress.Local(new byte[5]), $"/run/netns/{name}", "eth0",
            ImmutableSortedDictionary<string, string>.Empty, Clock.GetUtcNow());
        book = book.With(new(attachment, new NetnsTarget(NetnsKind.Path, $"/run/netns/{name}")));
    }

    private string Given(ViewSet views, string name, string? asked = null, NetworkView? network = null)
    {
        var of = network ?? Blue;
        var (addresses, refusal) = new Admission(views, book, Clock).Addresses(
            of, [.. of.Members[Sample.V1].Subnets()], name, asked is null ? [] : [IPAddress.Parse(asked)], ImmutableHashSet<IPAddress>.Empty);
        return refusal ?? Assert.Single(addresses).ToString();
    }
}
