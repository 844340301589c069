using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Traces;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Traces;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Traces;

/// <summary>
/// Has one packet sent and followed on both hosts. The receiver's host looks first; then the sender's sends, and when it knows what came of it, the other is
/// asked what it saw. Nothing is changed, and nothing is stored.
/// </summary>
public sealed class TraceCommands(TraceDesk desk)
{
    private const string Silent = "it did not answer in time";

    // Longer than an agent takes from being asked to having sent and waited.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Refusal Busy = new(RefusalKind.Conflict, "Traces are under way",
        $"A tenant has at most {TraceDesk.AtOnce} at one time. Ask again in some seconds.");

    /// <summary>Why it cannot be tried.</summary>
    public const string NotTried = "It changes nothing anyway: a packet is sent, and what became of it told.";

    /// <summary>Traces a packet.</summary>
    public async Task<Outcome<TraceRecord>> TraceAsync(CloudNetDb db, Actor actor, CreateTrace request, CancellationToken cancel)
    {
        if (AccessRules.Require(actor, TenantRole.Operator) is { } notAllowed) return notAllowed;
        if (TraceRules.Parse(request).IsRefused(out var refusal, out var trace)) return refusal;
        NetworkId? network = null;
        if (request.Network is { } name)
        {
            if ((await NetworkReads.ResolveAsync(db, actor.Tenant, name, cancel)).IsRefused(out refusal, out var id)) return refusal;
            network = id;
        }
        var from = await TraceReads.EndsAsync(db, actor.Tenant, trace.From, cancel);
        var to = await TraceReads.EndsAsync(db, actor.Tenant, trace.To, cancel);
        if (TraceRules.Choose(trace, from, to, network).IsRefused(out refusal, out var ends)) return refusal;
        using var place = desk.Begin(actor.Tenant);
        return place is null ? Busy : await TraceAsync(trace, ends.From, ends.To, cancel);
    }

    private async Task<TraceRecord> TraceAsync(NewTrace trace, TraceEnd from, TraceEnd to, CancellationToken cancel)
    {
        var request = new TraceRequest(
            Guid.NewGuid(), from.Address, to.Address, trace.Protocol, trace.Port, Random.Shared.Next(32_768, 61_000), Sends: true, from.Workload);
        using var sender = desk.With(from.Host!.Value, request.Id);
        using var receiver = to.Host is { } host && host != from.Host ? desk.With(host, request.Id) : null;

        (bool IsLooking, HostTrace? Failed) there = (false, null);
        HostTrace source;
        try
        {
            if (receiver is not null) there = to.IsLinked ? await LookAsync(receiver, request, to.HostName!, cancel) : (false, NotLinked(to));
            source = await ResultAsync(sender, request, from.HostName!, cancel);
        }
        finally
        {
            // Whatever became of it, the receiver's host need not look any longer.
            if (receiver is not null) await EndAsync(receiver, request.Id);
        }
        var destination = there.IsLooking ? await ResultAsync(receiver!, null, to.HostName!, cancel) : there.Failed;
        return new(
            from.Record, to.Record, trace.Protocol, trace.Port, TraceOutcome.IsAnswered(source, destination), TraceOutcome.Of(source, destination, to.Record),
            destination is null ? [source] : [source, destination]);
    }

    private static HostTrace NotLinked(TraceEnd to) => new(to.HostName!, [], Problem: "it is not linked to the controller");

    private static async Task EndAsync(TraceDesk.Conversation receiver, Guid id)
    {
        using var patience = new CancellationTokenSource(Patience);
        await receiver.SayAsync(new TraceStop(id), patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<(bool IsLooking, HostTrace? Failed)> LookAsync(
        TraceDesk.Conversation receiver, TraceRequest request, string name, CancellationToken cancel) =>
        await AskAsync(receiver, request with { Sends = false, Workload = null }, cancel) is TraceResult { Trace: var failed }
            ? (false, failed with { Host = name })
            : (true, null);

    private static async Task<HostTrace> ResultAsync(TraceDesk.Conversation conversation, LinkMessage? message, string name, CancellationToken cancel)
    {
        var answer = await AskAsync(conversation, message, cancel);
        if (answer is TraceReady) answer = await AskAsync(conversation, null, cancel);
        return (answer as TraceResult ?? TraceDesk.Problem(default, Silent)).Trace with { Host = name };
    }

    // That nobody answers is an answer too.
    private static async Task<LinkMessage> AskAsync(TraceDesk.Conversation conversation, LinkMessage? message, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            if (message is not null) await conversation.SayAsync(message, patience.Token);
            return await conversation.HearAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return TraceDesk.Problem(default, Silent);
        }
    }
}
