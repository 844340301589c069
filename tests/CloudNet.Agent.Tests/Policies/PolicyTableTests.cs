using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Policies;
using CloudNet.Agent.Tables;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Policies;

/// <summary>The tables of policies in a real kernel.</summary>
[Trait("needs", "root")]
public sealed class PolicyTableTests
{
    private static readonly WorkloadsView Workloads = Served.Workloads(
        Served.On(1, "10.100.1.2,fd00:100:0:1::2", "app=db"), Served.On(2, "10.100.2.2,fd00:100:0:2::2", "app=web"));

    private static readonly PoliciesView All = Policed.Policies(
        Policed.WebToDb, Policed.Any("shut", PolicyDirection.Egress, PolicyAction.Deny) with { DryRun = true },
        Policed.WebToDb with
        {
            Name = "much", Selector = Served.Labels(), Peers = [Policed.Peer("app=web"), Policed.Cidr("192.0.2.0/24"), Policed.Cidr("192.0.2.128/25"), Policed.Cidr("fd00::/8")],
            Ports = [new(PolicyProtocol.Tcp, 80, 90), new(PolicyProtocol.Tcp, 85, 95), new(PolicyProtocol.Tcp, 443), new(PolicyProtocol.Sctp),
                new(PolicyProtocol.Icmp)],
        }) with { Defaults = new(PolicyDefault.Deny, PolicyDefault.Count) };

    [Fact]
    public async Task What_is_written_is_read_again_by_another_agent_which_finds_nothing_to_do()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await CheckAsync(host, wasRight: false);
        await host.RunAsync("nft 'add counter inet cloudnet-policy other'");
        var (table, ports) = Tables(host);
        var book = Policed.Book(All, Workloads);
        Assert.Equal((false, null), await table.CheckAsync(book.Table, Cancel)); // It writes the chains once, to know what they look like.
        Assert.Equal((false, null), await ports.CheckAsync(book.Ports, Cancel));
        var before = await host.RunAsync("nft list ruleset");
        Assert.DoesNotContain("counter other", before, StringComparison.Ordinal);
        Assert.Equal((true, null), await table.CheckAsync(book.Table, Cancel));
        Assert.Equal((true, null), await ports.CheckAsync(book.Ports, Cancel));
        Assert.Equal(before, await host.RunAsync("nft list ruleset"));
    }

    [Theory]
    [InlineData("nft delete table inet cloudnet-policy")]
    [InlineData("nft flush table inet cloudnet-policy")]
    [InlineData("nft flush ruleset")]
    [InlineData("nft flush map inet cloudnet-policy ingress-of")]
    [InlineData("nft flush set inet cloudnet-policy ip-5-web-to-db.peers")]
    [InlineData("nft insert rule inet cloudnet-policy forward accept")]
    [InlineData("nft 'add element inet cloudnet-policy ip-5-web-to-db.of { 10.100.1.99 }'")]
    [InlineData("nft delete table bridge cloudnet-policy")]
    [InlineData("nft flush set bridge cloudnet-policy guarded")]
    [InlineData("nft 'add element bridge cloudnet-policy ip-own { \"cn-c0ffee000001\" . 10.100.1.99 }'")]
    public async Task What_others_did_to_it_is_put_right(string byHand)
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        var (table, ports) = Tables(host);
        var book = Policed.Book(All, Workloads);
        Assert.Equal(((false, null), (false, null)), (await table.CheckAsync(book.Table, Cancel), await ports.CheckAsync(book.Ports, Cancel)));
        Assert.Equal(((true, null), (true, null)), (await table.CheckAsync(book.Table, Cancel), await ports.CheckAsync(book.Ports, Cancel)));
        await host.RunAsync(byHand);
        var found = (await table.CheckAsync(book.Table, Cancel), await ports.CheckAsync(book.Ports, Cancel));
        Assert.False(found.Item1.WasRight && found.Item2.WasRight);
        Assert.Equal(((true, null), (true, null)), (await table.CheckAsync(book.Table, Cancel), await ports.CheckAsync(book.Ports, Cancel)));
    }

    [Fact]
    public async Task Whatever_the_policies_are_the_kernel_takes_them_and_from_one_to_the_next_it_ends_as_one_made_anew()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await using var fresh = await NetworkNamespace.CreateHostAsync();
        var ((table, ports), book) = (Tables(host), new PolicyBook());
        foreach (var (policies, workloads) in Gen.Select(PolicyCases.Policies, PolicyCases.Workloads).Array[25].Single())
        {
            var input = Policed.Input(Policed.Policies(policies) with { Defaults = new(PolicyDefault.Deny, PolicyDefault.Allow) }, Served.Workloads(workloads));
            var (judged, sent) = book.Take(input);
            Assert.Null(await table.WriteAsync(book.Table, judged, Cancel));
            Assert.Null(await ports.WriteAsync(book.Ports, sent, Cancel));
            Assert.Equal(((true, null), (true, null)), (await table.CheckAsync(book.Table, Cancel), await ports.CheckAsync(book.Ports, Cancel)));
            await fresh.RunAsync("nft flush ruleset");
            var anew = new PolicyBook();
            anew.Take(input);
            var (other, another) = Tables(fresh);
            Assert.Null((await other.CheckAsync(anew.Table, Cancel)).Problem);
            Assert.Null((await another.CheckAsync(anew.Ports, Cancel)).Problem);
            Assert.Equal(await LookAsync(fresh), await LookAsync(host));
        }
        var (gone, left) = book.Take(Policed.Input(Policed.Policies(), Workloads));
        Assert.Null(await table.WriteAsync(book.Table, gone, Cancel));
        Assert.Null(await ports.WriteAsync(book.Ports, left, Cancel));
        Assert.Equal("", await host.RunAsync("nft list ruleset"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (KeptTable Table, KeptTable Ports) Tables(NetworkNamespace host)
    {
        var kernel = new LinuxKernel(host.Path);
        return (new(kernel.Policies), new(kernel.PolicyPorts));
    }

    private static async Task CheckAsync(NetworkNamespace host, bool wasRight)
    {
        var (table, ports) = Tables(host);
        var book = Policed.Book(All, Workloads);
        Assert.Equal((wasRight, null), await table.CheckAsync(book.Table, Cancel));
        Assert.Equal((wasRight, null), await ports.CheckAsync(book.Ports, Cancel));
    }

    // Where a part stands in the list, and an element in its set, is no matter.
    private static async Task<IEnumerable<string>> LookAsync(NetworkNamespace host) =>
        (await host.RunAsync("nft -s -t list ruleset | grep -v ^table"))
        .Replace("\n}\n", "\n\n", StringComparison.Ordinal).Split("\n\n").Select(part => part.Trim()).Where(part => part.Length > 0).Order(StringComparer.Ordinal);
}
