using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Link;

/// <summary>What a person on this machine can do about a link that was closed.</summary>
internal static class LinkAdvice
{
    /// <summary>Why the link ended, and the way out where time alone does not heal it.</summary>
    public static string Of(LinkException fault) => fault.Close == LinkClose.IdentityInUse
        ? $"{fault.Message} If this machine is a copy of the other: stop the agent, run 'cloudnet-agent clean', delete its state folder, and enrol it "
            + "under a name of its own. If the other is: do it there, and this one is let in."
        : fault.Message;
}
