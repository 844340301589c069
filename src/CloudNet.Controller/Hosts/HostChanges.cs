using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Controller.Gateway;

namespace CloudNet.Controller.Hosts;

/// <summary>What the gateway asks for when a host says something new of itself.</summary>
internal sealed class HostChanges(HostCommands hosts) : IHostChanges
{
    /// <inheritdoc/>
    public async Task<string?> MovedAsync(HostId host, IPAddress address, CancellationToken cancel) =>
        (await hosts.UnderlayChangedAsync(host, address, cancel)).IsRefused(out var refusal, out _) ? refusal.Detail : null;

    // A host that is gone meanwhile has nobody to tell.
    /// <inheritdoc/>
    public Task AbleAsync(HostId host, Abilities abilities, CancellationToken cancel) => hosts.AbilitiesChangedAsync(host, abilities, cancel);
}
