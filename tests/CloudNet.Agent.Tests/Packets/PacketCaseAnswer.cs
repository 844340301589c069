namespace CloudNet.Agent.Tests.Packets;

/// <summary>What the tracer says of the cases.</summary>
internal static class PacketCaseAnswer
{
    /// <summary>What may come of a case; each with the rule that decided.</summary>
    /// <param name="one">The case.</param>
    /// <param name="first">The hosts at first.</param>
    /// <param name="drained">The hosts once web2 was taken out of all services, and callers are let in no more.</param>
    public static IReadOnlyList<TraceOutcome> Of(PacketCase one, TracedScene first, TracedScene drained)
    {
        var (from, to) = (first.Place(one.From), one.To);
        if (one.Kind == PacketKind.Drained) return drained.Tracer.Call(from, one.Protocol, to);
        var outcomes = first.Tracer.Call(from, one.Protocol, to);
        return one.Kind switch
        {
            PacketKind.Remembered => [.. outcomes.SelectMany(outcome => Same(outcome, first.Tracer.Call(from, one.Protocol, to, outcome.Kernels, Another)))],
            PacketKind.GoesOn => [.. outcomes.SelectMany(outcome => Same(outcome, drained.Tracer.Call(from, one.Protocol, to, outcome.Kernels)))],
            _ => outcomes,
        };
    }

    /// <summary>How the tracer disagrees with a case; null: it does not.</summary>
    public static string? Disagrees(PacketCase one, TracedScene first, TracedScene drained)
    {
        var outcomes = Of(one, first, drained);
        return outcomes.Select(outcome => outcome.Words).ToHashSet().SetEquals(one.Outcomes)
            ? null
            : $"{one}\n  expected: {one.Expected}\n  traced:   {string.Join(" | ", outcomes.Select(outcome => $"{outcome.Words} ({outcome.By})").Distinct())}";
    }

    private const int Another = PacketTracer.CallingPort + 1;

    private static IEnumerable<TraceOutcome> Same(TraceOutcome before, IReadOnlyList<TraceOutcome> after) => after.Select(outcome =>
        outcome.Words == before.Words ? outcome : outcome with { Words = $"{before.Words}, then {outcome.Words}" });
}
