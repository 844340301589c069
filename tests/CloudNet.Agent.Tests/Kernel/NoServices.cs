using System.Collections.Immutable;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Services;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>A kernel that has no table of services, and is never to get one.</summary>
internal sealed class NoServices : IServiceKernel
{
    public Task<string?> FrameAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    public ImmutableArray<NftElement> Elements(IEnumerable<string> maps) => [];

    public Task<string?> RunAsync(string script, CancellationToken cancel) => throw new NotSupportedException("This kernel has no table of services.");
}
