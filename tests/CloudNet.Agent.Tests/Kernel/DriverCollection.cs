using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>
/// Tests of drivers on the real kernel come one after the other, beside those of <see cref="KernelCollection"/>: most of their time is waiting.
/// </summary>
[CollectionDefinition(Name)]
public sealed class DriverCollection
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "drivers";
}
