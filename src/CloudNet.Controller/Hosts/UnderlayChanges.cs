using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Controller.Gateway;

namespace CloudNet.Controller.Hosts;

/// <summary>What the gateway asks for when a host says that it moved.</summary>
internal sealed class UnderlayChanges(HostCommands hosts) : IUnderlayChanges
{
    /// <inheritdoc/>
    public async Task<string?> ChangeAsync(HostId host, IPAddress address, CancellationToken cancel) =>
        (await hosts.UnderlayChangedAsync(host, address, cancel)).IsRefused(out var refusal, out _) ? refusal.Detail : null;
}
