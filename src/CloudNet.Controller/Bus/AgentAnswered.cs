using CloudNet.Contracts.Hosts;

namespace CloudNet.Controller.Bus;

/// <summary>To every replica: what a host answered to <see cref="AgentAsked"/>.</summary>
/// <param name="Host">The host.</param>
/// <param name="Question">What it answers.</param>
/// <param name="Message">A message of the link, as JSON; null: it cannot be asked.</param>
/// <param name="WhyNot">Why it cannot.</param>
public sealed record AgentAnswered(HostId Host, Guid Question, string? Message, string? WhyNot = null);
