using System.Collections.Immutable;
using CloudNet.Agent.Attach;

namespace CloudNet.Agent.Control;

/// <summary>Does what a request asks.</summary>
/// <param name="attacher">Attaches and detaches.</param>
/// <param name="report">Tells how the host is.</param>
internal sealed class ControlService(Attacher attacher, StatusReport report)
{
    /// <summary>The answer to a request.</summary>
    public async Task<ControlAnswer> AnswerAsync(ControlRequest request, CancellationToken stop) => request switch
    {
        AttachRequest attach => Answer(await attacher.AttachAsync(Ask(attach), stop)),
        DetachRequest detach => Answer(await attacher.DetachAsync(detach.Name, detach.Network, stop)),
        ListRequest => report.Workloads(),
        StatusRequest => report.Status(),
        _ => throw new ArgumentException($"There is no request {request.GetType().Name}.", nameof(request)),
    };

    private static AttachAsk Ask(AttachRequest attach) => new(
        attach.Target, attach.Network, attach.Name, attach.Labels ?? ImmutableSortedDictionary<string, string>.Empty, attach.Interface,
        [.. attach.Addresses ?? []]);

    private ControlAnswer Answer(AttachOutcome outcome) =>
        outcome.Entry is { } entry ? new WorkloadAnswer(report.Of(entry)) : new RefusedAnswer(outcome.Refusal!);
}
