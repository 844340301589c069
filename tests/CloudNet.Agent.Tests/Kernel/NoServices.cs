using System.Collections.Immutable;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Agent.Tables;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>A kernel that has no table of services, and is never to get one.</summary>
internal sealed class NoServices : ITableKernel
{
    public Task<string?> FrameAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    public ImmutableArray<NftElement> Elements(IEnumerable<string> maps) => [];

    public ImmutableArray<NftCounter> Counters() => [];

    public Task<string?> RunAsync(string script, CancellationToken cancel) => throw new NotSupportedException("This kernel has no table of services.");
}
