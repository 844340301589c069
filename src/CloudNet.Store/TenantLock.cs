using CloudNet.Contracts.Tenants;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store;

/// <summary>
/// Takes turns within one tenant, for decisions that rest on a count: advisory locks of PostgreSQL, held until the transaction
/// ends. They lock no row, so nothing else in the tenant waits. Tenants whose ids hash alike wait for each other, and no more.
/// </summary>
internal static class TenantLock
{
    /// <summary>Members and their roles.</summary>
    public const int Members = 0x6d656d62; // "memb"

    /// <summary>The number of hosts.</summary>
    public const int Hosts = 0x686f7374; // "host"

    /// <summary>The number of networks.</summary>
    public const int Networks = 0x6e657477; // "netw"

    /// <summary>The number of services.</summary>
    public const int Services = 0x73657276; // "serv"

    /// <summary>Ports of hosts.</summary>
    public const int HostPorts = 0x706f7274; // "port"

    /// <summary>How much it may have.</summary>
    public const int Quotas = 0x71756f74; // "quot"

    /// <summary>The number of webhooks.</summary>
    public const int Webhooks = 0x77656268; // "webh"

    /// <summary>Waits for the lock.</summary>
    public static Task TakeAsync(CloudNetDb db, int what, TenantId tenant, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({what}, hashtext({tenant.ToString()}))", cancel);
}
