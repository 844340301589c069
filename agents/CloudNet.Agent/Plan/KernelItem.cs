using System.Collections.Immutable;

namespace CloudNet.Agent.Plan;

/// <summary>One thing in the kernel that CloudNet owns, and the commands that a person would make it with.</summary>
internal abstract record KernelItem
{
    /// <summary>What the kernel tells it apart by among things of its kind.</summary>
    public abstract ItemKey Key { get; }

    /// <summary>Commands that make it where nothing with its key is.</summary>
    public abstract ImmutableArray<KernelCommand> Adding();

    /// <summary>Commands that turn <paramref name="actual"/>, an item with the same key, into this one in place.</summary>
    public abstract ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual);

    /// <summary>Commands that take it away.</summary>
    public abstract ImmutableArray<KernelCommand> Removing();

    /// <summary>
    /// Commands that clear away what is left of it when it was half made; none where the next comparison sees that by itself.
    /// </summary>
    public virtual ImmutableArray<KernelCommand> Abandoning() => [];

    /// <summary>A command of <c>ip</c> in the host's own namespace.</summary>
    protected static KernelCommand Ip(string arguments) => new(KernelTool.Ip, arguments);
}
