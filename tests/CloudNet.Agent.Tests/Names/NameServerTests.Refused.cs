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

public sealed partial class NameServerTests
{
    [Fact]
    public async Task What_makes_no_sense_or_is_not_for_here_is_refused_and_stops_nothing()
    {
        await using var rig = await NameRig.CreateAsync(Served.Services(Many), Workloads);
        var client = rig.From("10.100.1.2");
        Assert.Equal(ReturnCode.Refused, (await client.AskAsync(NameClient.Question("version.bind", RecordType.Txt, recordClass: 3))).ReturnCode);
        Assert.Equal(ReturnCode.Refused, (await client.AskAsync("blue.cloudnet.internal", RecordType.Axfr)).ReturnCode);
        Assert.Equal(ReturnCode.FormatError, (await client.AskAsync(NameClient.Question(Db, count: 2))).ReturnCode);
        Assert.Equal(ReturnCode.NotImplemented, (await client.AskAsync(NameClient.Question(Db, flags: 0x11))).ReturnCode); // status: opcode 2
        Assert.Equal(ReturnCode.BadVersion, (await client.AskAsync(NameClient.Question(Db, payload: 1232, version: 1))).ReturnCode);
        byte[][] bad =
        [
            [], [0], new byte[11], [.. NameClient.Question(Db)[..20]], [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 12, 0, 1, 0, 1],
            [0x12, 0x34, 1, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0], new byte[3000],
        ];
        foreach (var one in bad) await client.SendAsync(one);
        // An answer is not answered: two hosts would do that for ever.
        await client.SendAsync(NameClient.Question(Db, flags: 0x81));
        using var garbled = await client.ConnectAsync();
        await garbled.SendAsync(new byte[] { 0xff, 0xff, 1, 2, 3 });
        Assert.Single((await rig.From("10.100.1.2").AskAsync(Db)).AnswerRecords);
        Assert.Single((await client.AskByTcpAsync(NameClient.Question(Db)))[0].AnswerRecords);
    }

    [Fact]
    public async Task Of_whatever_bytes_it_goes_on()
    {
        await using var rig = await NameRig.CreateAsync(Served.Services(Many), Workloads);
        var (client, random) = (rig.From("10.100.1.2"), new Random(4711));
        for (var at = 0; at < 5_000; at++)
        {
            var bytes = NameClient.Question(Db, (RecordType)random.Next(260), payload: random.Next(2) * 1232);
            for (var changes = random.Next(6); changes > 0; changes--) bytes[random.Next(2, bytes.Length)] = (byte)random.Next(256);
            await client.SendAsync([.. bytes[..random.Next(bytes.Length + 1)], .. new byte[random.Next(20)]]);
            if (at % 500 == 0) Assert.Single((await client.AskByTcpAsync(NameClient.Question(Db)))[0].AnswerRecords);
        }
        Assert.Single((await client.AskByTcpAsync(NameClient.Question(Db)))[0].AnswerRecords);
    }

    [Fact]
    public async Task One_asker_has_so_many_connections_and_others_have_theirs()
    {
        await using var rig = await NameRig.CreateAsync(Served.Services(Many), Workloads);
        var (greedy, other) = (rig.From("10.100.1.2"), rig.From("10.100.2.7"));
        List<Socket> open = [];
        for (var at = 0; at < Agent.Names.TcpQuestions.MostOfOne; at++) open.Add(await greedy.ConnectAsync());
        using (var more = await greedy.ConnectAsync()) Assert.Equal(0, await more.ReceiveAsync(new byte[1]));
        Assert.Single((await other.AskByTcpAsync(NameClient.Question(Db)))[0].AnswerRecords);
        foreach (var one in open) one.Dispose();
        // It may take a moment until that is seen.
        using var deadline = new CancellationTokenSource(Within.Limit);
        while (await AnswersAsync(greedy) is false) await Task.Delay(20, deadline.Token);
    }

    private static async Task<bool> AnswersAsync(NameClient client)
    {
        try
        {
            return (await client.AskByTcpAsync(NameClient.Question(Db)))[0].AnswerRecords.Count == 1;
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            return false;
        }
    }
}
