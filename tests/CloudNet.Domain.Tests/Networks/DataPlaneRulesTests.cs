using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Networks;
using Xunit;

namespace CloudNet.Domain.Tests.Networks;

/// <summary>How packets cross between hosts: defaults, and what does not go together.</summary>
public sealed class DataPlaneRulesTests
{
    private static readonly CreateNetwork Blue = new("blue", "10.100.0.0/16");

    private static readonly OtherNetwork Red = Other("red", new(NetworkDriver.Wireguard, 1, 51820));
    private static readonly OtherNetwork Grey = Other("grey", new(NetworkDriver.Vxlan, 3, 4789));

    [Theory]
    [InlineData("vxlan", false, 4789, 0)]
    [InlineData("bridge", false, 4789, 0)]
    [InlineData("routed", false, null, 0)]
    [InlineData("gre", false, null, 0)]
    [InlineData("gre", true, 51820, 1)]
    [InlineData("udp", false, 8285, 0)]
    [InlineData("wireguard", false, 51820, 1)]
    [InlineData("vxlan", true, 51820, 1)]
    [InlineData("routed", true, 51820, 1)]
    public void A_driver_brings_its_port_and_whether_there_are_keys(string driver, bool encrypted, int? port, int generation)
    {
        var plane = Accepted(Blue with { Driver = driver, Encrypted = encrypted });
        Assert.Equal((driver, port, generation, encrypted), (DataPlaneRules.NameOf(plane.Driver), plane.Port, plane.KeyGeneration, plane.Encrypted));
    }

    [Fact]
    public void Each_network_that_listens_for_itself_gets_a_port_of_its_own()
    {
        var others = new[] { Red, Other("green", new(NetworkDriver.Udp, 2, 8285)), Grey };
        Assert.Equal(51821, Accepted(Blue with { Driver = "wireguard" }, others).Port);
        Assert.Equal(8286, Accepted(Blue with { Driver = "udp" }, others).Port);
        Assert.Equal(4789, Accepted(Blue, others).Port);
    }

    [Theory]
    [InlineData("wireguard", 51820, "red")]
    [InlineData("vxlan", 51820, "red")]
    [InlineData("udp", 4789, "grey")]
    public void A_port_that_another_listens_on_is_refused(string driver, int port, string holder)
    {
        var refusal = Refused(Blue with { Driver = driver, Port = port }, Red, Grey);
        Assert.Contains($"Network '{holder}' has the UDP port {port}", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vni_that_another_network_has_is_refused() =>
        Assert.Contains("Network 'red' has the VNI 7", Refused(Blue with { Vni = 7 }, Other("red", new(NetworkDriver.Vxlan, 7))), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, null, null, "vxlan", null, "A VNI is 1 to 16777215; 0 was given")]
    [InlineData(16777216, null, null, "vxlan", null, "A VNI is 1 to 16777215; 16777216 was given")]
    [InlineData(null, 0, null, "vxlan", null, "A UDP port is 1 to 65535; 0 was given")]
    [InlineData(null, 65536, null, "vxlan", null, "A UDP port is 1 to 65535; 65536 was given")]
    [InlineData(null, 4000, null, "routed", null, "The driver routed has no UDP port")]
    [InlineData(null, 4000, null, "gre", null, "The driver gre has no UDP port")]
    [InlineData(null, null, true, "gre", null, "Direct routing is of the driver vxlan, not encrypted; this is gre")]
    [InlineData(null, null, true, "bridge", null, "Direct routing is of the driver vxlan, not encrypted; this is bridge")]
    [InlineData(null, null, true, "vxlan", true, "Direct routing is of the driver vxlan, not encrypted; this is encrypted")]
    public void What_does_not_go_is_said(int? vni, int? port, bool? direct, string driver, bool? encrypted, string words) => Assert.Contains(
        words, Refused(Blue with { Vni = vni, Port = port, DirectRouting = direct, Driver = driver, Encrypted = encrypted }), StringComparison.Ordinal);

    private static OtherNetwork Other(string name, DataPlane plane) => new(name, IPNetwork.Parse("172.16.0.0/16"), plane);

    private static DataPlane Accepted(CreateNetwork request, params OtherNetwork[] others)
    {
        Assert.False(NetworkRules.Parse(request, others).IsRefused(out var refusal, out var network), refusal?.Detail);
        return network!.Plane;
    }

    private static string Refused(CreateNetwork request, params OtherNetwork[] others)
    {
        Assert.True(NetworkRules.Parse(request, others).IsRefused(out var refusal, out _));
        return string.Join(' ', refusal!.Problems.Select(problem => problem.Rule));
    }
}
