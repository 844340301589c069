using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Wire;
using CloudNet.Controller.Bus;
using MassTransit;

namespace CloudNet.Controller.Traces;

/// <summary>Asks agents to follow a packet, wherever they are linked, and waits for what they say.</summary>
public sealed class TraceDesk(IBus bus)
{
    /// <summary>Most traces of a tenant at one time.</summary>
    public const int AtOnce = 4;

    private IBus Bus { get; } = bus;
    private readonly Dictionary<TenantId, int> running = [];
    private readonly ConcurrentDictionary<(HostId Host, Guid Id), Channel<LinkMessage>> waiting = new();

    /// <summary>Begins a trace of a tenant, unless as many are under way as a tenant may have at this replica: then null.</summary>
    /// <returns>Its place, which is given back when it is disposed of.</returns>
    public IDisposable? Begin(TenantId tenant)
    {
        lock (running)
        {
            var count = running.GetValueOrDefault(tenant);
            if (count == AtOnce) return null;
            running[tenant] = count + 1;
        }
        return new Place(() =>
        {
            lock (running) if (--running[tenant] == 0) running.Remove(tenant);
        });
    }

    /// <summary>Begins to ask a host; it is forgotten when that is disposed of.</summary>
    public Conversation With(HostId host, Guid id) => new(this, host, id);

    /// <summary>Takes an answer in; one that nobody here waits for is another replica's, or late.</summary>
    public void Take(AgentAnswered answered)
    {
        if (!waiting.TryGetValue((answered.Host, answered.Question), out var channel)) return;
        channel.Writer.TryWrite(answered.Message is { } json && JsonSerializer.Deserialize(json, ContractsJson.Default.LinkMessage) is { } message
            ? message : Problem(answered.Question, answered.WhyNot ?? ""));
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
            new AgentAsked(key.Host, key.Id, JsonSerializer.Serialize(message, ContractsJson.Default.LinkMessage), ProtocolVersion.Traces), cancel);

        /// <summary>Its next answer, or why there is none.</summary>
        /// <exception cref="OperationCanceledException">It did not come in time.</exception>
        public async Task<LinkMessage> HearAsync(CancellationToken cancel) => await answers.Reader.ReadAsync(cancel);

        /// <inheritdoc/>
        public void Dispose() => desk.waiting.TryRemove(key, out _);
    }

    private sealed class Place(Action giveBack) : IDisposable
    {
        public void Dispose() => giveBack();
    }
}
