using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Link;

/// <summary>How a link ended, or why there was none.</summary>
/// <param name="Close">The controller's close code; null where the connection just failed or this side dropped it.</param>
/// <param name="Reason">In words.</param>
/// <param name="WelcomedFor">How long it stood after the welcome; zero where there was none.</param>
internal sealed record LinkEnd(LinkClose? Close, string Reason, TimeSpan WelcomedFor);
