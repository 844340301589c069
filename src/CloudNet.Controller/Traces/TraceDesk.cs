using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Wire;
using CloudNet.Controller.Bus;
using MassTransit;

namespace CloudNet.Controller.Traces;

/// <summary>Asks agents to follow a packet, wherever they are linked, and waits for what they say.</summary>
public sealed class TraceDesk(IBus bus)
{
    private const int AtOnce = 16;
    private IBus Bus { get; } = bus;
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly ConcurrentDictionary<(HostId Host, Guid Id), Channel<LinkMessage>> waiting = new();

    /// <summary>Waits until few enough are under way at this replica, so that nobody keeps all of its places waiting.</summary>
    /// <returns>The place, which is given back when it is disposed of.</returns>
    public async Task<IDisposable> PlaceAsync(CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        return new Place(places);
    }

    /// <summary>Begins to ask a host; it is forgotten when that is disposed of.</summary>
    public Conversation With(HostId host, Guid id) => new(this, host, id);

    /// <summary>Takes an answer in; one that nobody here waits for is another replica's, or late.</summary>
    public void Take(AgentAnswered answered)
    {
        var message = answered.Message is null ? null : JsonSerializer.Deserialize(answered.Message, ContractsJson.Default.LinkMessage);
        Guid? id = message switch { TraceReady ready => ready.Id, TraceResult result => result.Id, _ => null };
        foreach (var ((host, asked), channel) in waiting)
            if (host == answered.Host && (message is null || asked == id)) channel.Writer.TryWrite(message ?? Problem(asked, answered.WhyNot ?? ""));
    }

    /// <summary>A result that tells why there is none.</summary>
    public static TraceResult Problem(Guid id, string why) => new(id, new("", [], Problem: why));

    /// <summary>What is said to one agent of one trace, and what it answers.</summary>
    public sealed class Conversation : IDisposable
    {
        private readonly TraceDesk desk;
        private readonly (HostId Host, Guid Id) key;
        private readonly Channel<LinkMessage> answers = Channel.CreateBounded<LinkMessage>(4);

        internal Conversation(TraceDesk desk, HostId host, Guid id)
        {
            (this.desk, key) = (desk, (host, id));
            desk.waiting[key] = answers;
        }

        /// <summary>Says something to the agent.</summary>
        public Task SayAsync(LinkMessage message, CancellationToken cancel) => desk.Bus.Publish(
            new AgentAsked(key.Host, JsonSerializer.Serialize(message, ContractsJson.Default.LinkMessage), ProtocolVersion.Traces), cancel);

        /// <summary>Its next answer, or why there is none.</summary>
        /// <exception cref="OperationCanceledException">It did not come in time.</exception>
        public async Task<LinkMessage> HearAsync(CancellationToken cancel) => await answers.Reader.ReadAsync(cancel);

        /// <inheritdoc/>
        public void Dispose() => desk.waiting.TryRemove(key, out _);
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
