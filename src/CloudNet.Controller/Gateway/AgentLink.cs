using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.WebSockets;
using System.Threading.Channels;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;

namespace CloudNet.Controller.Gateway;

/// <summary>
/// The sending half of one agent's link. Frames wait in a bounded queue; whoever reads too slowly loses whole streams, is
/// told so by <see cref="Resync"/>, and asks again, so that a slow agent costs at most its queue.
/// </summary>
public sealed class AgentLink(HostId host, string id, WebSocket socket, IPAddress? from = null, int protocol = ProtocolVersion.Oldest) : IFollower
{
    private const int QueueLength = 256, MostQuestions = 64, AnswersEach = 2;
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);

    private readonly Channel<Frame> queue = Channel.CreateBounded<Frame>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly HashSet<StreamName> dropped = [];
    private readonly Dictionary<Guid, int> questions = [];
    private (LinkClose Code, string Reason)? closing;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private TaskCompletionSource? listening;
    private long listenedAt;
    private volatile bool sending;
    private volatile bool isRead;

    /// <summary>Whose link it is.</summary>
    public HostId Host => host;

    /// <summary>Names this link among all that ever were.</summary>
    public string Id => id;

    /// <summary>Version of the protocol that its agent speaks.</summary>
    public int Protocol => protocol;

    /// <summary>The address that it came from.</summary>
    public IPAddress? From => from;

    /// <inheritdoc/>
    public bool TrySend(Frame frame) => queue.Writer.TryWrite(frame);

    /// <summary>Sends a question. The agent may answer it twice, and nothing that was not asked.</summary>
    public bool TryAsk(Guid question, Frame frame)
    {
        lock (questions)
        {
            if (questions.Count >= MostQuestions && !questions.ContainsKey(question)) questions.Clear();
            questions[question] = AnswersEach;
        }
        return TrySend(frame);
    }

    /// <summary>Whether an answer is one to a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="isLast">Whether there are no more answers to it.</param>
    public bool Answers(Guid question, bool isLast)
    {
        lock (questions)
        {
            if (!questions.TryGetValue(question, out var left)) return false;
            if (left > 1 && !isLast) questions[question] = left - 1;
            else questions.Remove(question);
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dropped(StreamName stream)
    {
        lock (dropped) dropped.Add(stream);
        // The sender may have emptied the queue meanwhile and sleep. Where the queue is full it is still to come by.
        queue.Writer.TryWrite(Frame.None);
    }

    /// <summary>Closes the link once what is queued is sent. The first reason given counts.</summary>
    public void Close(LinkClose code, string reason)
    {
        lock (dropped) closing ??= (code, reason);
        queue.Writer.TryComplete();
    }

    /// <summary>Ends the link at once, without a word: nobody is there to hear one.</summary>
    public void Abort() => socket.Abort();

    /// <summary>Something came from the agent.</summary>
    public void Heard() => Interlocked.Exchange(ref listening, null)?.TrySetResult();

    /// <summary>Whether what the agent sends is read as it comes. Not while its last message is still being served.</summary>
    public bool IsRead { get => isRead; set => isRead = value; }

    /// <summary>
    /// Listens for the next that comes from the agent, to learn whether anybody is there: where an answer can be asked for, as nothing else
    /// is on its way and what comes is read at once.
    /// </summary>
    /// <returns>False where that cannot be learnt now, or somebody did a moment ago.</returns>
    public bool TryListen(TimeProvider clock, [NotNullWhen(true)] out Task? heard)
    {
        heard = null;
        var last = Volatile.Read(ref listenedAt);
        if (!IsRead || sending || queue.Reader.Count > 0 || (last != 0 && clock.GetElapsedTime(last) < Quiet)) return false;
        Volatile.Write(ref listenedAt, clock.GetTimestamp());
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        heard = Interlocked.CompareExchange(ref listening, mine, null) is null ? mine.Task : null;
        return heard is not null;
    }

    /// <summary>Sends until the link is closed by this side, or breaks.</summary>
    public async Task SendAllAsync(CancellationToken broken)
    {
        while (await queue.Reader.WaitToReadAsync(broken))
        {
            while (queue.Reader.TryRead(out var frame))
                if (frame != Frame.None) await SendAsync(frame, broken);
            foreach (var stream in TakeDropped()) await SendAsync(Frame.Of(new Resync(stream)), broken);
        }
        if (closing is { } end) await CloseAsync(end.Code, end.Reason);
    }

    private async Task SendAsync(Frame frame, CancellationToken broken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(broken);
        patience.CancelAfter(SendTimeout);
        sending = true;
        await socket.SendAsync(frame.Bytes, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        sending = false;
    }

    private async Task CloseAsync(LinkClose code, string reason)
    {
        using var patience = new CancellationTokenSource(CloseTimeout);
        await socket.CloseOutputAsync((WebSocketCloseStatus)code, Short(reason), patience.Token);
    }

    private StreamName[] TakeDropped()
    {
        lock (dropped)
        {
            StreamName[] taken = [.. dropped];
            dropped.Clear();
            return taken;
        }
    }

    /// <summary>A close reason is at most 123 bytes (RFC 6455, section 5.5).</summary>
    private static string Short(string reason) => reason.Length <= 120 ? reason : reason[..117] + "...";
}
