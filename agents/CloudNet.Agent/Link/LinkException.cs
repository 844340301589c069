using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Link;

/// <summary>The link cannot go on: the other side closed it, the connection failed, or what came in made no sense.</summary>
/// <param name="close">The controller's close code, where it closed.</param>
/// <param name="reason">In words.</param>
/// <param name="inner">What happened underneath.</param>
internal sealed class LinkException(LinkClose? close, string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>The controller's close code, or null where it sent none.</summary>
    public LinkClose? Close => close;
}
