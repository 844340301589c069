using System.Net;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Networks;

namespace CloudNet.Domain.Tests.Networks;

/// <summary>flannel's SubnetMin and SubnetMax, with its defaults and refusals (pkg/subnet/config.go).</summary>
public sealed class SubnetBoundsTests
{
    private static readonly LeasedRange Range = LeasedRange.WithDefaultBounds(IPNetwork.Parse("10.100.0.0/16"), 24);

    [Theory]
    [InlineData(null, null, "10.100.1.0", "10.100.255.0")]
    [InlineData("10.100.0.0", null, "10.100.0.0", "10.100.255.0")]
    [InlineData("10.100.16.0", "10.100.31.0", "10.100.16.0", "10.100.31.0")]
    [InlineData("10.100.16.0", "10.100.16.0", "10.100.16.0", "10.100.16.0")]
    public void In_order(string? min, string? max, string lowest, string highest)
    {
        Assert.Empty(SubnetBounds.Read("", new(null, null, min, max), Range, out var bounded));
        Assert.Equal((IPAddress.Parse(lowest), IPAddress.Parse(highest)), (bounded.SubnetMin, bounded.SubnetMax));
    }

    [Theory]
    [InlineData("10.101.0.0", null, "subnetMin", "10.101.0.0 is not inside the range 10.100.0.0/16.", "such as 10.100.1.0.")]
    [InlineData(null, "10.99.255.0", "subnetMax", "10.99.255.0 is not inside", "such as 10.100.1.0.")]
    [InlineData("10.100.1.7", null, "subnetMin", "10.100.1.7 is not the address of a subnet of /24: it lies inside 10.100.1.0/24.", "Use 10.100.1.0.")]
    [InlineData(null, "10.100.255.255", "subnetMax", "it lies inside 10.100.255.0/24.", "Use 10.100.255.0.")]
    [InlineData("10.100.9.0", "10.100.8.0", "subnetMin", "The lowest subnet, 10.100.9.0, is above the highest, 10.100.8.0.", "Swap them")]
    [InlineData(null, "10.100.0.0", "subnetMax", "The lowest subnet, 10.100.1.0, is above the highest, 10.100.0.0.", "default")]
    [InlineData("10.100.1.0/24", null, "subnetMin", "is not an IPv4 address", "such as 192.168.124.51")]
    [InlineData("fd00::", null, "subnetMin", "is not an IPv4 address", "such as 192.168.124.51")]
    public void Refused(string? min, string? max, string field, string rule, string wayOut)
    {
        var problem = Assert.Single(SubnetBounds.Read("", new(null, null, min, max), Range, out _));
        Assert.Equal(field, problem.Field);
        Assert.Contains(rule, problem.Rule);
        Assert.Contains(wayOut, problem.WayOut);
    }

    [Fact]
    public void Both_wrong_are_told_at_once() =>
        Assert.Equal(["subnetMin", "subnetMax"], SubnetBounds.Read("", new(null, null, "10.0.0.0", "x"), Range, out _).Select(problem => problem.Field));
}
