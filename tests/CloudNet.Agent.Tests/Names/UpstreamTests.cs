using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;
using CloudNet.Agent.Names;
using CloudNet.Agent.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Names;

/// <summary>The host's own servers, one of them on the loopback of this machine.</summary>
[Trait("needs", "root")]
public sealed class UpstreamTests : IDisposable
{
    private static readonly IPAddress Server = IPAddress.Parse("127.53.47.11"), Silent = IPAddress.Parse("127.53.47.12");
    private readonly TemporaryFolder folder = new();
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly FakeTimeProvider clock = new();
    private int asked;

    public UpstreamTests()
    {
        socket.Bind(new IPEndPoint(Server, 53));
        _ = ServeAsync();
    }

    [Fact]
    public async Task What_they_answer_is_passed_on_and_what_is_not_there_is_remembered_for_a_moment()
    {
        var upstream = Of($"nameserver {Server}");
        var there = await upstream.AskAsync(Query("there.example"), Server, false, [], default);
        Assert.Equal("192.0.2.7", $"{Assert.IsType<ARecord>(Assert.Single(there!.AnswerRecords)).Address}");
        await upstream.AskAsync(Query("there.example"), Server, false, [], default);
        Assert.Equal(2, asked);
        for (var at = 0; at < 3; at++)
            Assert.Equal(ReturnCode.NxDomain, (await upstream.AskAsync(Query("None.example"), Server, false, [], default))!.ReturnCode);
        Assert.Equal(3, asked);
        await upstream.AskAsync(Query("none.example", RecordType.Aaaa), Server, false, [], default);
        Assert.Equal(4, asked);
        clock.Advance(NegativeCache.Longest);
        await upstream.AskAsync(Query("none.example"), Server, false, [], default);
        Assert.Equal(5, asked);
    }

    [Fact]
    public async Task Without_a_server_or_with_this_host_alone_nobody_is_asked()
    {
        Assert.Null(await Of("search example").AskAsync(Query("there.example"), Server, false, [], default));
        Assert.Null(await Of($"nameserver {Server}").AskAsync(Query("there.example"), Server, false, [Server], default));
        Assert.Null(await new Upstream(new("/none", clock), clock).AskAsync(Query("there.example"), Server, false, [], default));
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task One_that_does_not_answer_is_passed_over_and_the_file_is_read_anew()
    {
        var upstream = Of($"nameserver {Silent}\nnameserver {Server}");
        Assert.NotNull(await upstream.AskAsync(Query("there.example"), Server, false, [], default).Soon());
        await File.WriteAllTextAsync(Path, $"nameserver {Silent}");
        File.SetLastWriteTimeUtc(Path, DateTime.UnixEpoch);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await upstream.AskAsync(Query("there.example"), Server, false, [], default).Soon());
    }

    [Theory]
    [InlineData("nameserver 192.0.2.1\n nameserver\t192.0.2.2 \n#nameserver 192.0.2.3\nnameserver\nnameserver x\nsearch nameserver\n", "192.0.2.1 192.0.2.2")]
    [InlineData("nameserver 192.0.2.1\nnameserver 192.0.2.1\nnameserver ::1\nnameserver 192.0.2.2\nnameserver 192.0.2.3", "192.0.2.1 ::1 192.0.2.2")]
    [InlineData("", "")]
    public void The_servers_of_a_file(string text, string expected) => Assert.Equal(expected, string.Join(' ', HostResolvers.In(text)));

    public void Dispose()
    {
        socket.Dispose();
        folder.Dispose();
    }

    private string Path => System.IO.Path.Combine(folder.State.Path, "resolv.conf");

    private Upstream Of(string resolvers)
    {
        File.WriteAllText(Path, resolvers);
        return new(new(Path, clock), clock);
    }

    private static DnsMessage Query(string name, RecordType type = RecordType.A) => new()
    {
        TransactionID = 7, IsQuery = true, IsRecursionDesired = true, Questions = [new(DomainName.Parse(name), type, RecordClass.INet)],
    };

    // Knows there.example, by the question's own bytes.
    private async Task ServeAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var got = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0));
                asked++;
                await socket.SendToAsync(Answer(DnsMessage.Parse(new(buffer, 0, got.ReceivedBytes)), buffer), SocketFlags.None, got.RemoteEndPoint);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static byte[] Answer(DnsMessage query, byte[] bytes)
    {
        var isThere = $"{query.Questions[0].Name}".StartsWith("there", StringComparison.OrdinalIgnoreCase);
        var end = 12 + query.Questions[0].Name.Labels.Sum(label => label.Length + 1) + 5;
        byte[] header = [bytes[0], bytes[1], 0x81, (byte)(isThere ? 0x80 : 0x83), 0, 1, 0, (byte)(isThere ? 1 : 0), 0, (byte)(isThere ? 0 : 1), 0, 0];
        byte[] record = isThere
            ? [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7]
            : [0, 0, 6, 0, 1, 0, 0, 1, 0, 0, 22, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 1, 0]; // SOA of the root, for 256 s
        return [.. header, .. bytes[12..end], .. record];
    }
}
