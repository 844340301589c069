using System.Text.Json;
using CloudNet.Agent.Kernel;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

public sealed class BridgeJsonTests
{
    [Theory]
    [InlineData("""{"info_data":{"nf_call_iptables":1,"nf_call_ip6tables":1}}""", true)]
    [InlineData("""{"info_data":{"nf_call_iptables":0,"nf_call_ip6tables":0}}""", false)]
    [InlineData("""{"info_data":{"nf_call_iptables":1,"nf_call_ip6tables":0}}""", null)]
    [InlineData("""{"info_data":{"nf_call_iptables":0,"nf_call_ip6tables":1}}""", null)]
    [InlineData("""{"info_data":{"nf_call_iptables":1}}""", false)]
    [InlineData("""{}""", false)]
    public void What_is_so_for_one_family_alone_is_neither(string json, bool? expected)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(expected, BridgeJson.IsFiltered(document.RootElement));
    }
}
