using CloudNet.Store;
using Microsoft.EntityFrameworkCore;
using Npgsql;

// Brings a database to this version's schema. The connection string comes from the environment, where no process list shows
// it. Exit status: 0 done (also if there was nothing to do), 1 failed, 2 used wrongly.
const string Setting = "ConnectionStrings__CloudNet";

if (args.Length > 0)
{
    Console.WriteLine($"""
        cloudnet-migrations: brings the database to this version's schema.

        usage: {Setting}='Host=…;Database=…;Username=…;Password=…' dotnet CloudNet.Migrations.dll
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
    return 0;
}
catch (Exception fault) when (fault is NpgsqlException or DbUpdateException or TimeoutException)
{
    Console.Error.WriteLine($"cloudnet-migrations: {fault.Message}");
    return 1;
}
