using System.Collections.Immutable;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Names;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Reconcile;

namespace CloudNet.Agent.Control;

/// <summary>Does what a request asks.</summary>
/// <param name="attacher">Attaches and detaches.</param>
/// <param name="underlay">Takes another underlay address.</param>
/// <param name="ping">Asks for echoes.</param>
/// <param name="names">Knows names.</param>
/// <param name="report">Tells how the host is.</param>
internal sealed class ControlService(Attacher attacher, UnderlayKeeper underlay, PathPing ping, NameDesk names, StatusReport report)
{
    /// <summary>The answer to a request.</summary>
    public async Task<ControlAnswer> AnswerAsync(ControlRequest request, CancellationToken stop) => request switch
    {
        AttachRequest attach => Answer(await attacher.AttachAsync(Ask(attach), stop)),
        DetachRequest detach => Answer(await attacher.DetachAsync(detach.Name, detach.Network, stop)),
        LabelRequest label => Answer(await attacher.LabelAsync(
            label.Name, label.Network, labels => labels.RemoveRange(label.Removed).SetItems(label.Set), stop)),
        DrainRequest drain => Answer(await attacher.DrainAsync(drain.Name, drain.Network, drain.Drains, stop)),
        ListRequest => report.Workloads(),
        StatusRequest => report.Status(),
        MovedRequest => await MovedAsync(stop),
        PingRequest asked => await ping.AskAsync(asked, stop),
        LookupRequest asked => names.Look(asked),
        NamesRequest asked => names.How(asked),
        _ => throw new ArgumentException($"There is no request {request.GetType().Name}.", nameof(request)),
    };

    private async Task<StatusAnswer> MovedAsync(CancellationToken stop)
    {
        await underlay.LookAsync(stop);
        return report.Status();
    }

    private static AttachAsk Ask(AttachRequest attach) => new(
        attach.Target, attach.Network, attach.Name, attach.Labels ?? ImmutableSortedDictionary<string, string>.Empty, attach.Interface,
        [.. attach.Addresses ?? []], attach.WithoutDns);

    private ControlAnswer Answer(AttachOutcome outcome) =>
        outcome.Entry is { } entry ? new WorkloadAnswer(report.Of(entry)) : new RefusedAnswer(outcome.Refusal!);
}
