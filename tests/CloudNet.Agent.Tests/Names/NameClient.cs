using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ARSoft.Tools.Net.Dns;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;

namespace CloudNet.Agent.Tests.Names;

/// <summary>Asks for names in bytes written here, from an address of a namespace.</summary>
internal sealed class NameClient(NetworkNamespace inside, string from, string server) : IDisposable
{
    private readonly Socket udp = inside.Make(() => Bound(SocketType.Dgram, from));
    private readonly IPEndPoint server = new(IPAddress.Parse(server), 53);

    /// <summary>The answer to one question by UDP.</summary>
    public async Task<DnsMessage> AskAsync(string name, RecordType type = RecordType.A, int payload = 0) => await AskAsync(Question(name, type, payload));

    /// <summary>The answer to these bytes.</summary>
    public async Task<DnsMessage> AskAsync(byte[] question)
    {
        await SendAsync(question);
        var answer = new byte[65536];
        var got = await udp.ReceiveAsync(answer).Soon();
        return DnsMessage.Parse(new(answer, 0, got));
    }

    /// <summary>Sends these bytes.</summary>
    public async Task SendAsync(byte[] question) => await udp.SendToAsync(question, server);

    /// <summary>The answers to several questions at once by one connection.</summary>
    public async Task<DnsMessage[]> AskByTcpAsync(params byte[][] questions)
    {
        using var connection = await ConnectAsync();
        foreach (var question in questions) await connection.SendAsync((byte[])[(byte)(question.Length >> 8), (byte)question.Length, .. question]);
        List<DnsMessage> answers = [];
        foreach (var _ in questions)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(connection, 2));
            answers.Add(DnsMessage.Parse(new(await ReadAsync(connection, length))));
        }
        return [.. answers];
    }

    /// <summary>Another connection.</summary>
    public async Task<Socket> ConnectAsync()
    {
        var connection = inside.Make(() => Bound(SocketType.Stream, from));
        await connection.ConnectAsync(server);
        return connection;
    }

    /// <summary>A question, RFC 1035, 4.1.</summary>
    public static byte[] Question(
        string name, RecordType type = RecordType.A, int payload = 0, int version = 0, int recordClass = 1, int count = 1, byte flags = 1)
    {
        byte[] asked =
        [
            .. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0, (byte)((int)type >> 8), (byte)type, 0,
            (byte)recordClass,
        ];
        return
        [
            0x12, 0x34, flags, 0, 0, (byte)count, 0, 0, 0, 0, 0, (byte)(payload > 0 ? 1 : 0),
            .. Enumerable.Repeat(asked, count).SelectMany(one => one),
            .. payload > 0 ? [0, 0, 41, (byte)(payload >> 8), (byte)payload, 0, (byte)version, 0, 0, 0, 0] : (byte[])[],
        ];
    }

    public void Dispose() => udp.Dispose();

    private static async Task<byte[]> ReadAsync(Socket connection, int length)
    {
        var bytes = new byte[length];
        for (var at = 0; at < length;)
        {
            var got = await connection.ReceiveAsync(bytes.AsMemory(at)).AsTask().Soon();
            at += got > 0 ? got : throw new IOException("It was closed.");
        }
        return bytes;
    }

    private static Socket Bound(SocketType kind, string from)
    {
        var address = IPAddress.Parse(from);
        var socket = new Socket(address.AddressFamily, kind, kind == SocketType.Dgram ? ProtocolType.Udp : ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }
}
