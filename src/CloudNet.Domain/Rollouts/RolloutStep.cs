using CloudNet.Contracts.Hosts;

namespace CloudNet.Domain.Rollouts;

/// <summary>What to do next with a network that goes from one way across to another.</summary>
public abstract record RolloutStep
{
    private RolloutStep()
    {
    }

    /// <summary>Nothing yet.</summary>
    public sealed record Wait : RolloutStep;

    /// <summary>Have hosts send by the new way.</summary>
    /// <param name="Through">The last of them, in the order of their ids.</param>
    public sealed record Move(HostId Through) : RolloutStep;

    /// <summary>Have all send by the old way again.</summary>
    /// <param name="Reason">What is in the way, in words.</param>
    public sealed record Return(string Reason) : RolloutStep;

    /// <summary>The new way is the network's, and the old one goes.</summary>
    public sealed record Finish : RolloutStep;

    /// <summary>The old way is the network's, and the new one goes.</summary>
    public sealed record GiveUp : RolloutStep;
}
