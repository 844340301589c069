using System.Collections.Immutable;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Tables;

namespace CloudNet.Agent.Tables;

/// <summary>A table of a kernel that is kept element by element, and nothing else of it.</summary>
internal interface ITableKernel
{
    /// <summary>Its maps and chains as nft prints them, without elements; null where there is no such table.</summary>
    /// <exception cref="KernelException">It could not be read; nothing is known.</exception>
    Task<string?> FrameAsync(CancellationToken cancel);

    /// <summary>The elements of these maps and sets; none of one that is not there.</summary>
    /// <exception cref="KernelException">They could not be read; nothing is known.</exception>
    ImmutableArray<NftElement> Elements(IEnumerable<string> maps);

    /// <summary>What its counters have counted; none where there is no such table.</summary>
    /// <exception cref="KernelException">They could not be read; nothing is known.</exception>
    ImmutableArray<NftCounter> Counters();

    /// <summary>Has nft run a script, all of it or nothing.</summary>
    /// <returns>Null, or why it was refused.</returns>
    /// <exception cref="KernelException">nft could not be run.</exception>
    Task<string?> RunAsync(string script, CancellationToken cancel);
}
