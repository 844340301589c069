using CloudNet.Agent.Kernel;
using CloudNet.Agent.Preflight;
using CloudNet.Agent.Tests.Kernel;
using Xunit;

namespace CloudNet.Agent.Tests.Preflight;

/// <summary>What is set on a real host, as others set it.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class SettingsReaderTests
{
    [Fact]
    public async Task A_host_that_nobody_has_changed_drops_nothing()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        var found = await ReadAsync(host);
        Assert.Empty(found.Dropping);
        Assert.Empty(found.Firewalls);
        Assert.False(found.HasDockerUser);
        Assert.InRange(found.NeighbourLimit, 1, int.MaxValue);
    }

    [Fact]
    public async Task What_docker_drops_is_seen_until_it_is_told_of_the_bridges()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync("""
            nft add table ip filter
            nft 'add chain ip filter FORWARD { type filter hook forward priority filter; policy drop; }'
            nft add chain ip filter DOCKER-USER
            nft add rule ip filter FORWARD jump DOCKER-USER
            nft 'add table inet cloudnet; add chain inet cloudnet own { type filter hook forward priority filter; policy drop; }'
            """);
        var found = await ReadAsync(host);
        Assert.Equal(["ip filter FORWARD"], found.Dropping);
        Assert.True(found.HasDockerUser);
        await host.RunAsync("nft insert rule ip filter DOCKER-USER iifname 'cn-br*' accept");
        Assert.Empty((await ReadAsync(host)).Dropping);
    }

    [Theory]
    [InlineData("nft add table inet firewalld; nft add chain inet firewalld filter_FORWARD", "firewalld")]
    [InlineData("nft add table ip filter; nft add chain ip filter ufw-before-forward", "ufw")]
    public async Task A_firewall_is_known_by_its_rules(string rules, string name)
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync(rules);
        Assert.Equal([name], (await ReadAsync(host)).Firewalls);
    }

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(0, 1, true)]
    [InlineData(2, 1, false)]
    [InlineData(0, 0, false)]
    public async Task Of_reverse_path_filtering_the_larger_counts(int all, int fresh, bool isStrict)
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await host.RunAsync($"sysctl -q -w net.ipv4.conf.all.rp_filter={all} net.ipv4.conf.default.rp_filter={fresh}");
        Assert.Equal(isStrict, (await ReadAsync(host)).IsReverseStrict);
    }

    private static Task<HostSettings> ReadAsync(NetworkNamespace host) => new LinuxKernel(host.Path).SettingsAsync(TestContext.Current.CancellationToken);
}
