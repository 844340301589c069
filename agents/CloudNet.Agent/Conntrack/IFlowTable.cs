using CloudNet.Agent.Kernel;

namespace CloudNet.Agent.Conntrack;

/// <summary>The flows of UDP that a kernel keeps in mind.</summary>
internal interface IFlowTable
{
    /// <summary>Those that are asked for.</summary>
    /// <exception cref="KernelException">The kernel does not tell them.</exception>
    IReadOnlyList<Flow> Find(Predicate<Flow> which);

    /// <summary>Has the kernel forget flows.</summary>
    /// <exception cref="KernelException">It does not.</exception>
    void Forget(IEnumerable<Flow> flows);
}
