namespace CloudNet.Agent.Control;

/// <summary>An enrolment saved another underlay address: take it, and say how the host is.</summary>
internal sealed record MovedRequest : ControlRequest;
