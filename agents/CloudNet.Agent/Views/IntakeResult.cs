using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Views;

/// <summary>What a message did.</summary>
/// <param name="Views">The views after it; the same object where it changed nothing.</param>
/// <param name="Answers">What to send to the controller.</param>
internal sealed record IntakeResult(ViewSet Views, IReadOnlyList<LinkMessage> Answers);
