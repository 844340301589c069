using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;

namespace CloudNet.Controller.Gateway;

/// <summary>Takes in what a host says of itself that its peers are to know.</summary>
public interface IHostChanges
{
    /// <summary>It is to be reached at another address than before: stores it and tells the host's peers.</summary>
    /// <returns>Why not, in words; null where it was done.</returns>
    Task<string?> MovedAsync(HostId host, IPAddress address, CancellationToken cancel);

    /// <summary>What it has to build networks by: stores it, and tells its peers of its keys.</summary>
    Task AbleAsync(HostId host, Abilities abilities, CancellationToken cancel);
}
