using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net.Dns;
using CloudNet.Agent.Tests.Services;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Names;

/// <summary>What is answered, byte for byte, by real sockets.</summary>
[Trait("needs", "root")]
public sealed partial class NameServerTests
{
    private const string Db = "db.blue.cloudnet.internal";

    private static readonly NetworkService Many = new("many", [], [new(80, 8080, Name: "http")], Served.Labels("app=many"));

    private static readonly WorkloadsView Workloads = Served.Workloads(
    [
        .. Enumerable.Range(1, 200).Select(n => Named($"many-{n}", $"10.100.1.{n + 9}", "app=many")), Named("db", "10.100.1.2,fd00:100:0:1::2", "app=one"),
    ]);

    [Theory]
    [InlineData("10.100.1.2", "10.100.1.1")]
    [InlineData("10.100.1.1", "10.100.1.1")] // the host itself
    [InlineData("10.100.2.7", "10.100.1.1")] // a workload of another host
    [InlineData("fd00:100:0:1::2", "fd00:100:0:1::1")]
    [InlineData("fd00:100:0:1::1", "fd00:100:0:1::1")]
    public async Task A_name_and_its_address_find_each_other(string from, string server)
    {
        await using var rig = await NameRig.CreateAsync(Served.Services(Many), Workloads);
        var client = rig.From(from, server);
        var four = await client.AskAsync("Db.BLUE.cloudnet.internal");
        Assert.Equal((ReturnCode.NoError, true, true, false), (four.ReturnCode, four.IsAuthoritiveAnswer, four.IsRecursionAllowed, four.IsTruncated));
        Assert.Equal("Db.BLUE.cloudnet.internal. 1 IN A 10.100.1.2", $"{Assert.Single(four.AnswerRecords)}");
        Assert.Equal("db.blue.cloudnet.internal. 1 IN AAAA fd00:100:0:1::2", $"{Assert.Single((await client.AskAsync(Db, RecordType.Aaaa)).AnswerRecords)}");
        Assert.Equal(2, (await client.AskAsync(Db, RecordType.Any)).AnswerRecords.Count);
        var reverse = await client.AskAsync("2.1.100.10.in-addr.arpa", RecordType.Ptr);
        Assert.Equal("db.blue.cloudnet.internal.", $"{Assert.IsType<PtrRecord>(Assert.Single(reverse.AnswerRecords)).PointerDomainName}");
    }

    [Fact]
    public async Task What_nobody_has_is_said_to_be_none_for_a_second_and_no_longer()
    {
        await using var rig = await NameRig.CreateAsync(Served.Services(Many), Workloads);
        var client = rig.From("10.100.1.2");
        var none = await client.AskAsync("other.blue.cloudnet.internal");
        var empty = await client.AskAsync(Db, RecordType.Mx);
        Assert.Equal((ReturnCode.NxDomain, ReturnCode.NoError, 0), (none.ReturnCode, empty.ReturnCode, empty.AnswerRecords.Count));
        foreach (var soa in new[] { none, empty }.Select(answer => Assert.IsType<SoaRecord>(Assert.Single(answer.AuthorityRecords))))
            Assert.Equal(("cloudnet.internal.", 1, 1), ($"{soa.Name}", soa.TimeToLive, soa.NegativeCachingTTL));
        var reverse = await client.AskAsync("9.1.100.10.in-addr.arpa", RecordType.Ptr);
        Assert.Equal((ReturnCode.NxDomain, "1.100.10.in-addr.arpa."), (reverse.ReturnCode, $"{Assert.Single(reverse.AuthorityRecords).Name}"));
        // With nobody to ask.
        Assert.Equal(ReturnCode.ServerFailure, (await client.AskAsync("example.org")).ReturnCode);
    }

    [Fact]
    public async Task What_is_not_known_yet_is_a_failure()
    {
        await using var rig = await NameRig.CreateAsync(null, Workloads);
        Assert.Equal(ReturnCode.ServerFailure, (await rig.From("10.100.1.2").AskAsync("other.blue.cloudnet.internal")).ReturnCode);
    }

    [Fact]
    public async Task Who_is_in_no_network_is_told_nothing()
    {
        await using var rig = await NameRig.CreateAsync(Served.Services(Many), Workloads);
        var outside = rig.From("192.168.124.51");
        foreach (var name in new[] { Db, "2.1.100.10.in-addr.arpa", "example.org" })
        {
            var answer = await outside.AskAsync(name);
            Assert.Equal((ReturnCode.Refused, 0), (answer.ReturnCode, answer.AnswerRecords.Count));
        }
    }

    [Fact]
    public async Task More_than_fits_is_said_to_be_so_and_comes_whole_by_tcp_in_another_order_each_time()
    {
        await using var rig = await NameRig.CreateAsync(Served.Services(Many), Workloads);
        var client = rig.From("10.100.1.2");
        var (plain, large) = (await client.AskAsync("many.blue.cloudnet.internal"), await client.AskAsync("many.blue.cloudnet.internal", payload: 4096));
        Assert.True(plain.IsTruncated && large.IsTruncated);
        Assert.True(plain.AnswerRecords.Count < large.AnswerRecords.Count);
        Assert.InRange(large.AnswerRecords.Count, 60, 80); // of 16 bytes each in 1232
        var question = NameClient.Question("many.blue.cloudnet.internal");
        var whole = await client.AskByTcpAsync(question, question, NameClient.Question(Db));
        // Each is answered as soon as it is known (RFC 7766, 7).
        whole = [.. whole.OrderByDescending(answer => answer.AnswerRecords.Count)];
        foreach (var answer in whole[..2])
            Assert.Equal((false, 200), (answer.IsTruncated, answer.AnswerRecords.Select(record => ((ARecord)record).Address).Distinct().Count()));
        Assert.NotEqual(whole[0].AnswerRecords.Select(record => $"{record}"), whole[1].AnswerRecords.Select(record => $"{record}"));
        Assert.Single(whole[2].AnswerRecords);
    }

    [Fact]
    public async Task A_port_of_a_service_is_found_with_the_addresses_of_who_serves_it()
    {
        await using var rig = await NameRig.CreateAsync(Served.Services(Many, Many with { Name = "one", Selector = Served.Labels("app=one") }), Workloads);
        // As many as fit, and no addresses besides where they are many.
        var many = Assert.Single(await rig.From("10.100.1.2").AskByTcpAsync(NameClient.Question("_http._tcp.many.blue.cloudnet.internal", RecordType.Srv)));
        Assert.Equal((200, 0), (many.AnswerRecords.Cast<SrvRecord>().Select(record => $"{record.Target}").Distinct().Count(), many.AdditionalRecords.Count));
        var few = Assert.Single(await rig.From("10.100.1.2").AskByTcpAsync(NameClient.Question("_http._tcp.one.blue.cloudnet.internal", RecordType.Srv)));
        var found = Assert.IsType<SrvRecord>(Assert.Single(few.AnswerRecords));
        Assert.Equal((8080, "db.blue.cloudnet.internal."), (found.Port, $"{found.Target}"));
        Assert.Equal(["10.100.1.2", "fd00:100:0:1::2"], few.AdditionalRecords.Select(record => $"{((IAddressRecord)record).Address}").Order());
    }

    private static (Contracts.Hosts.HostId, NetworkWorkload) Named(string name, string addresses, params string[] labels) =>
        Served.On(1, addresses, labels) is var (id, workload) ? (id, workload with { Name = name }) : default;
}
