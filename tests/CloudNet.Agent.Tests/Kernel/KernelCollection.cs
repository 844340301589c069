using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>Tests on the real kernel come one after the other: they make links and namespaces by the dozen.</summary>
[CollectionDefinition(Name)]
public sealed class KernelCollection
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "kernel";
}
