using CloudNet.Contracts.Link;

namespace CloudNet.Controller.Gateway;

/// <summary>What an agent sent cannot be taken: its link is closed with this code and reason.</summary>
/// <param name="code">The close code.</param>
/// <param name="reason">Why, in words for the agent's log; no secrets.</param>
public sealed class LinkRefusal(LinkClose code, string reason) : Exception(reason)
{
    /// <summary>The close code.</summary>
    public LinkClose Code => code;
}
