using CloudNet.Contracts.Hosts;

namespace CloudNet.Controller.Bus;

/// <summary>To every replica: another machine wants to be this host. Whoever has its link finds out whether that is still alive.</summary>
/// <param name="Host">The host.</param>
public sealed record LinkContested(HostId Host);
