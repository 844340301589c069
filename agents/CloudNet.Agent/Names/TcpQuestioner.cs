using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net.Dns;

namespace CloudNet.Agent.Names;

/// <summary>
/// One connection of somebody who asks: each question is its length in two bytes and then itself (RFC 1035, 4.2.2). It is closed once he has, when all that
/// was asked is answered, and where nothing comes for a while.
/// </summary>
/// <param name="from">What it came in by.</param>
/// <param name="socket">The connection; it is closed with this.</param>
/// <param name="closed">Called once when it is closed.</param>
internal sealed class TcpQuestioner(TcpQuestions from, Socket socket, Action closed) : IServerConnection
{
    private const int Header = QuestionBytes.Header;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const int AtOnce = 16; // questions that were not answered yet
    private readonly SemaphoreSlim sending = new(1), places = new(AtOnce);
    private readonly Lock guard = new();
    private int unanswered;
    private bool isEnded, isClosed;

    /// <inheritdoc/>
    public IServerTransport Transport => from;

    /// <inheritdoc/>
    public IPEndPoint RemoteEndPoint { get; } = (IPEndPoint)socket.RemoteEndPoint!;

    /// <inheritdoc/>
    public IPEndPoint LocalEndPoint { get; } = (IPEndPoint)socket.LocalEndPoint!;

    /// <inheritdoc/>
    public bool CanRead => !isEnded;

    /// <inheritdoc/>
    public Task<bool> InitializeAsync(CancellationToken token) => Task.FromResult(true);

    /// <inheritdoc/>
    public async Task<DnsReceivedRawPackage?> ReceiveAsync(CancellationToken token)
    {
        var length = new byte[Header];
        var whole = await HasPlaceAsync(token) && await ReadAsync(length, token) ? new byte[Header + (length[0] << 8) + length[1]] : [];
        if (whole.Length > 0) length.CopyTo(whole, 0);
        if (whole.Length > 0 && await ReadAsync(whole.AsMemory(Header), token) && QuestionBytes.Take(whole, RemoteEndPoint, LocalEndPoint) is { } question)
        {
            lock (guard) unanswered++;
            return question;
        }
        lock (guard) isEnded = true;
        CloseIfDone();
        _ = CloseAsync();
        return null;
    }

    // What makes no sense is never answered.
    private async Task CloseAsync()
    {
        await Task.Delay(Patience, TimeProvider.System, CancellationToken.None);
        Dispose();
    }

    /// <inheritdoc/>
    public async Task<bool> SendAsync(DnsRawPackage answer, CancellationToken token)
    {
        await sending.WaitAsync(token);
        try
        {
            if (isClosed) return false;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
            patience.CancelAfter(Patience);
            var bytes = answer.ToArraySegment(true);
            for (var sent = 0; sent < bytes.Count;) sent += await socket.SendAsync(bytes[sent..], SocketFlags.None, patience.Token);
            return true;
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // What comes after half an answer is none.
            Dispose();
            return false;
        }
        finally
        {
            sending.Release();
            places.Release();
            lock (guard) unanswered--;
            CloseIfDone();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (guard)
        {
            if (isClosed) return;
            (isClosed, isEnded) = (true, true);
        }
        socket.Dispose();
        closed();
    }

    // Who asks and asks and takes no answer is heard no further.
    private async Task<bool> HasPlaceAsync(CancellationToken token)
    {
        try
        {
            return await places.WaitAsync(Patience, token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void CloseIfDone()
    {
        bool isDone;
        lock (guard) isDone = isEnded && unanswered <= 0;
        if (isDone) Dispose();
    }

    private async Task<bool> ReadAsync(Memory<byte> into, CancellationToken token)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
            patience.CancelAfter(Patience);
            while (!into.IsEmpty)
            {
                var got = await socket.ReceiveAsync(into, SocketFlags.None, patience.Token);
                if (got == 0) return false;
                into = into[got..];
            }
            return true;
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
    }
}
