namespace CloudNet.Contracts.Traces;

/// <summary>What became of a packet, as the API shows it.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="To">Whom to.</param>
/// <param name="Protocol">What it was.</param>
/// <param name="Port">The port that it was sent to; null: ICMP has none.</param>
/// <param name="Answered">Whether an answer came back.</param>
/// <param name="Outcome">Where it ended, in one sentence.</param>
/// <param name="Hosts">What became of it on each host, in the order that it came by.</param>
public sealed record TraceRecord(
    TraceEndRecord From, TraceEndRecord To, TraceProtocol Protocol, int? Port, bool Answered, string Outcome, IReadOnlyList<HostTrace> Hosts);
