using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>A host, as an operator sees it.</summary>
public sealed class HostCommandTests
{
    [Fact]
    public async Task AHost_ShowsWhatItCanBuildNetworksBy_AndWhyNot() => Assert.Contains("""
        Drivers     vxlan, by kernel
                    gre, by openvswitch in user space, not encrypted
                    not wireguard: this host has no WireGuard
        Enrolled
        """, (await OperatorLine.RunAsync(_ => """
            {"id":"019aa3c1-0000-7000-8000-000000000001","name":"v1","underlayAddress":"192.168.124.51","link":"linked","lastSeenAt":null,"agentVersion":null,
            "problems":[],"enrolledAt":"2026-11-24T12:00:00+00:00","leases":[],"drivers":[{"driver":"vxlan","by":"kernel","whyNot":null},
            {"driver":"gre","by":"openvswitch in user space","whyNot":null,"whyNotEncrypted":"no"},
            {"driver":"wireguard","by":null,"whyNot":"this host has no WireGuard"}]}
            """, "host", "show", "v1")).Output, StringComparison.Ordinal);
}
