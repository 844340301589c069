using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using CloudNet.EndToEnd.Controllers;

namespace CloudNet.Benchmarks.Fanout;

/// <summary>
/// A host with a real identity and a real link that keeps no view: it notes which revision of the network has come, and
/// when. Frames are read without being parsed whole, so that a thousand of these leave the cores to the controller.
/// </summary>
internal sealed class SimulatedAgent(string name, IPAddress underlay) : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ClientWebSocket socket = new();
    private HostId id;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Enrols with a key.</summary>
    public async Task EnrolAsync(ControllerApi api, string enrolmentKey)
    {
        var publicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        var proof = Sign(LinkProof.EnrolPayload(publicKey, name, enrolmentKey));
        id = (await api.EnrolAsync(new(enrolmentKey, name, publicKey, proof, underlay.ToString()))).HostId;
    }

    /// <summary>Opens the link and follows streams.</summary>
    public async Task LinkAsync(Uri controller, HttpMessageInvoker connections, params IEnumerable<StreamName> streams)
    {
        var address = new UriBuilder(controller) { Scheme = "ws", Path = LinkLimits.Path }.Uri;
        await socket.ConnectAsync(address, connections, default);
        var buffer = new byte[4096];
        var frame = await socket.ReceiveAsync(buffer.AsMemory(), default);
        var challenge = (Challenge)JsonSerializer.Deserialize(buffer.AsSpan(0, frame.Count), ContractsJson.Default.LinkMessage)!;
        var signature = Sign(LinkProof.LinkPayload(id, challenge.Nonce));
        var have = streams.Select(stream => new StreamRevision(stream, 0));
        await SendAsync(new Hello(ProtocolVersion.Newest, id, signature, "bench", "bench", underlay, [.. have]));
    }

    /// <summary>Reads frames until the link ends, and notes which revisions of the network came.</summary>
    public async Task ReadAsync(StreamName network, Arrivals arrivals)
    {
        var wanted = Encoding.UTF8.GetBytes($"\"stream\":\"{network}\"");
        var buffer = new byte[16 * 1024];
        while (socket.State == WebSocketState.Open)
        {
            var frame = await socket.ReceiveAsync(buffer.AsMemory(), default);
            var first = buffer.AsMemory(0, frame.Count);
            if (frame.MessageType == WebSocketMessageType.Text && first.Span.IndexOf(wanted) is >= 0 and < 100) arrivals.Note(Revision(first.Span));
            while (!frame.EndOfMessage) frame = await socket.ReceiveAsync(buffer.AsMemory(), default);
        }
    }

    /// <summary>Tells that these are its workloads, and that all is well.</summary>
    public Task ReportAsync(IReadOnlyList<WorkloadReport> workloads) => SendAsync(new Report([], [], workloads));

    /// <inheritdoc/>
    public void Dispose()
    {
        socket.Dispose();
        key.Dispose();
    }

    /// <summary>The revision that a snapshot or delta brings: it stands before the long part of either.</summary>
    private static long Revision(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame, isFinalBlock: false, default);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !(reader.ValueTextEquals("to"u8) || reader.ValueTextEquals("revision"u8))) continue;
            return reader.Read() && reader.TryGetInt64(out var revision) ? revision : 0;
        }
        return 0;
    }

    private Task SendAsync(LinkMessage message) => socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Default.LinkMessage).AsMemory(), WebSocketMessageType.Text, true, default).AsTask();

    private string Sign(byte[] payload) => Convert.ToBase64String(key.SignData(payload, HashAlgorithmName.SHA256));
}
