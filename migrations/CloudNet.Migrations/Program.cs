using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using Microsoft.EntityFrameworkCore;
using Npgsql;

// Brings a database to this version's schema. The connection string comes from the environment, where no process list shows
// it. Exit status: 0 done (also if there was nothing to do), 1 failed, 2 used wrongly.
const string Setting = "ConnectionStrings__CloudNet";

if (args is not ([] or ["--restored"]))
{
    Console.WriteLine($"""
        cloudnet-migrations: brings the database to this version's schema.

        usage: {Setting}='Host=…;Database=…;Username=…;Password=…' dotnet CloudNet.Migrations.dll [--restored]

          --restored   once after the database was restored from a backup, with every controller stopped: raises all
                       revisions, so that agents take what the backup holds, also those that know newer ones
        """);
    return args is ["--help" or "-h"] ? 0 : 2;
}
if (Environment.GetEnvironmentVariable(Setting) is not { Length: > 0 } connection)
{
    Console.Error.WriteLine($"cloudnet-migrations: no database named; set {Setting} in the environment.");
    return 2;
}
try
{
    await using var source = NpgsqlDataSource.Create(connection);
    var options = new DbContextOptionsBuilder<CloudNetDb>();
    StoreSetup.Configure(options, source);
    await using var db = new CloudNetDb(options.Options);
    db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
    var pending = (await db.Database.GetPendingMigrationsAsync()).ToArray();
    foreach (var name in pending) Console.WriteLine($"migrate {name}");
    await db.Database.MigrateAsync();
    Console.WriteLine(pending.Length == 0 ? "schema is up to date" : $"applied {pending.Length}");
    if (args is ["--restored"]) Console.WriteLine($"raised the revision of {await RestoredLog.RaiseAsync(db, CancellationToken.None)} streams");
    return 0;
}
catch (Exception fault) when (fault is NpgsqlException or DbUpdateException or TimeoutException)
{
    Console.Error.WriteLine($"cloudnet-migrations: {fault.Message}");
    return 1;
}
