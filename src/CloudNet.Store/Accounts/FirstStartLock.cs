using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Accounts;

/// <summary>Lets one replica at a time look whether this is the first start, so that one administrator is made.</summary>
public static class FirstStartLock
{
    private const long Key = 0x636c6f756461646d; // "cloudadm"

    /// <summary>Waits for the lock, an advisory lock of PostgreSQL, and holds it until the transaction ends.</summary>
    public static Task TakeAsync(CloudNetDb db, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Key})", cancel);
}
