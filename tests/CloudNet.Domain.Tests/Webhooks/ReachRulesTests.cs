using System.Net;
using CloudNet.Domain.Webhooks;

namespace CloudNet.Domain.Tests.Webhooks;

public sealed class ReachRulesTests
{
    private static readonly HashSet<IPAddress> Own = [IPAddress.Parse("203.0.112.7"), IPAddress.Parse("2600:1f18::7")];

    [Theory]
    [InlineData("93.184.216.34", "public")]
    [InlineData("2606:4700::1111", "public")]
    [InlineData("172.32.0.1", "public")]
    [InlineData("64:ff9b::5db8:d822", "public")]
    [InlineData("10.0.0.1", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.168.1.1", "private")]
    [InlineData("100.64.0.1", "private")]
    [InlineData("fd00::1", "private")]
    [InlineData("::ffff:10.0.0.1", "private")]
    [InlineData("64:ff9b::a00:1", "private")]
    [InlineData("2002:a00:1::", "private")]
    [InlineData("127.0.0.1", "all")]
    [InlineData("127.255.255.254", "all")]
    [InlineData("::1", "all")]
    [InlineData("::", "all")]
    [InlineData("::ffff:127.0.0.1", "all")]
    [InlineData("64:ff9b::7f00:1", "all")]
    [InlineData("64:ff9b:1::1", "all")]
    [InlineData("2002:7f00:1::", "all")]
    [InlineData("0.0.0.0", "all")]
    [InlineData("169.254.169.254", "all")]
    [InlineData("::ffff:169.254.169.254", "all")]
    [InlineData("fe80::1", "all")]
    [InlineData("fec0::1", "all")]
    [InlineData("224.0.0.1", "all")]
    [InlineData("255.255.255.255", "all")]
    [InlineData("ff02::1", "all")]
    [InlineData("198.18.0.1", "all")]
    [InlineData("168.63.129.16", "all")]
    [InlineData("100.100.100.200", "all")]
    [InlineData("fd00:ec2::254", "all")]
    [InlineData("203.0.112.7", "all")]
    [InlineData("::ffff:203.0.112.7", "all")]
    [InlineData("2600:1f18::7", "all")]
    public void An_address_is_as_near_as_it_is(string address, string least) => Assert.Equal(
        Enum.GetValues<AddressReach>().Where(reach => reach >= Enum.Parse<AddressReach>(least, ignoreCase: true)),
        Enum.GetValues<AddressReach>().Where(reach => ReachRules.Allows(reach, IPAddress.Parse(address), Own)));
}
