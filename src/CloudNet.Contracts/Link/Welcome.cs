namespace CloudNet.Contracts.Link;

/// <summary>Controller to agent: the identity is proven; what was missed follows.</summary>
/// <param name="Protocol">Version that both sides use from here on.</param>
/// <param name="ReportEverySeconds">How often the agent shall report at least, so that it counts as alive; seconds.</param>
public sealed record Welcome(int Protocol, int ReportEverySeconds) : LinkMessage;
