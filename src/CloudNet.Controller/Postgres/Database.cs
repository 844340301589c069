using System.Diagnostics;
using CloudNet.Store;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CloudNet.Controller.Postgres;

/// <summary>
/// The database that the controller works on: the one that is named in the settings, whose schema somebody else brings up
/// to date, or the private one, whose schema is brought up to date here, by the same program.
/// </summary>
public static class Database
{
    /// <summary>Name of the connection string.</summary>
    public const string ConnectionName = "CloudNet";

    /// <summary>Setting: where the migrations' program is, for the private database.</summary>
    public const string MigrationsSetting = "PrivatePostgres:MigrationsPath";

    /// <summary>Prepares the database and adds it and the store to the services.</summary>
    public static async Task AddDatabaseAsync(this WebApplicationBuilder builder, CancellationToken cancel)
    {
        var connection = builder.Configuration.GetConnectionString(ConnectionName);
        if (connection is not { Length: > 0 })
        {
            var state = Path.GetFullPath(builder.Configuration["State:Folder"] ?? "/var/lib/cloudnet");
            Console.WriteLine($"no ConnectionStrings__CloudNet: using a private PostgreSQL, data in {state}");
            var postgres = new PrivatePostgres(state);
            await postgres.StartAsync(cancel);
            connection = postgres.ConnectionString;
            await MigrateAsync(connection, MigrationsPath(builder.Configuration), cancel);
            builder.Services.AddSingleton(postgres).AddHostedService<PostgresSupervisor>();
        }
        await RequireSchemaAsync(connection, cancel);
        builder.Services.AddStore(_ => NpgsqlDataSource.Create(connection));
    }

    private static string MigrationsPath(IConfiguration settings) => Path.GetFullPath(
        settings[MigrationsSetting] ?? "../migrations/CloudNet.Migrations.dll", AppContext.BaseDirectory);

    private static async Task MigrateAsync(string connection, string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw new InvalidOperationException($"the migrations are not at {path}; say where in {MigrationsSetting.Replace(":", "__", StringComparison.Ordinal)}");
        var start = new ProcessStartInfo("dotnet", [path]);
        start.Environment["ConnectionStrings__CloudNet"] = connection;
        Console.Write(await ToolRun.RunAsync(start, cancel));
    }

    private static async Task RequireSchemaAsync(string connection, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        var options = new DbContextOptionsBuilder<CloudNetDb>();
        StoreSetup.Configure(options, source);
        await using var db = new CloudNetDb(options.Options);
        if (!await SchemaVersion.IsReachedAsync(db, cancel))
            throw new InvalidOperationException(
                $"the database lacks migration {SchemaVersion.Expected}: run CloudNet.Migrations with the same ConnectionStrings__CloudNet, then start again");
    }
}
