namespace CloudNet.Agent.Control;

/// <summary>What came back.</summary>
/// <param name="Ways">One for each network and family that leads there; empty where the target is in none of the host's networks.</param>
internal sealed record PingAnswer(IReadOnlyList<PingState> Ways) : ControlAnswer;
