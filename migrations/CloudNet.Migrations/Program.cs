using CloudNet.Migrations.Accounts;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

// Brings a database to this version's schema, or does what only the tables' owner may. The connection strings come from the
// environment, where no process list shows them. Exit status: 0 done (also if there was nothing to do), 1 failed, 2 used wrongly.
const string Owner = "ConnectionStrings__Owner";
const string Controller = "ConnectionStrings__CloudNet";

var reset = ResetRequest.Parse(args);
if (reset is null && args is not ([] or ["--restored"]))
{
    Console.WriteLine($"""
        cloudnet-migrations: brings the database to this version's schema.

        usage: {Owner}='Host=…;Database=…;Username=…;Password=…' [{Controller}='…'] dotnet CloudNet.Migrations.dll [--restored]
               {Owner}='…' dotnet CloudNet.Migrations.dll --reset-password USER [--second-factor-off] < FILE

          {Owner}      the login that owns the tables; it makes roles, so it has CREATEROLE or is a superuser
          {Controller}   as the controllers are told it: its login is made where there is none

          --restored   once after the database was restored from a backup, with every controller stopped: raises all
                       revisions, so that agents take what the backup holds, also those that know newer ones

          --reset-password USER   gives a person who forgot it a new password, while the controllers run: it is typed, or
                       read from a line of standard input. It ends their sessions on the dashboard, and a lock-out
          --second-factor-off     with it: turns off a second factor that they lost too
        """);
    return args is ["--help" or "-h"] ? 0 : 2;
}
if (Environment.GetEnvironmentVariable(Owner) is not { Length: > 0 } connection)
{
    Console.Error.WriteLine($"cloudnet-migrations: no database named; set {Owner} in the environment, to a login that owns the tables.");
    return 2;
}
try
{
    await using var source = NpgsqlDataSource.Create(connection);
    var options = new DbContextOptionsBuilder<CloudNetDb>();
    StoreSetup.Configure(options, source);
    await using var db = new CloudNetDb(options.Options);
    db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
    if (reset is not null) return await ResetRun.RunAsync(db, reset);
    var pending = (await db.Database.GetPendingMigrationsAsync()).ToArray();
    foreach (var name in pending) Console.WriteLine($"migrate {name}");
    await db.Database.MigrateAsync();
    Console.WriteLine(pending.Length == 0 ? "schema is up to date" : $"applied {pending.Length}");
    var login = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Controller) ?? "");
    if (login.Username is { Length: > 0 } user) await ApplicationLogin.EnsureAsync(source, user, login.Password, CancellationToken.None);
    if (args is ["--restored"]) Console.WriteLine($"raised the revision of {await RestoredLog.RaiseAsync(db, CancellationToken.None)} streams");
    return 0;
}
catch (Exception fault) when (fault is NpgsqlException or DbUpdateException or TimeoutException)
{
    Console.Error.WriteLine($"cloudnet-migrations: {fault.Message}");
    return 1;
}
