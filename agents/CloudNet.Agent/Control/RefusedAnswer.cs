namespace CloudNet.Agent.Control;

/// <summary>It was not done.</summary>
/// <param name="Text">Why not, and the way out.</param>
internal sealed record RefusedAnswer(string Text) : ControlAnswer;
