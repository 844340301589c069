using System.Net;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Controller.Gateway;

/// <summary>Takes in that a host is to be reached at another address than before.</summary>
public interface IUnderlayChanges
{
    /// <summary>Stores the address and tells the host's peers.</summary>
    /// <returns>Why not, in words; null where it was done.</returns>
    Task<string?> ChangeAsync(HostId host, IPAddress address, CancellationToken cancel);
}
