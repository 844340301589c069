using CloudNet.Contracts.Hosts;

namespace CloudNet.Controller.Bus;

/// <summary>
/// To every replica: whoever has the link of this host sends this there. Lost with the link: who asked waits, and not for long.
/// </summary>
/// <param name="Host">The host.</param>
/// <param name="Question">Names what is asked, and its answers.</param>
/// <param name="Message">A message of the link, as JSON.</param>
/// <param name="Version">The oldest version of the link's protocol that knows it.</param>
public sealed record AgentAsked(HostId Host, Guid Question, string Message, int Version);
