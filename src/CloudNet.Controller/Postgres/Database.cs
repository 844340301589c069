using System.Diagnostics;
using CloudNet.Controller.Settings;
using CloudNet.Store.Isolation;
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
        if (connection is not { Length: > 0 }) connection = await StartPrivateAsync(builder, cancel);
        else await CheckAsync(connection, cancel);
        builder.Services.AddStore(_ => StoreSetup.Source(connection));
    }

    private static async Task CheckAsync(string connection, CancellationToken cancel)
    {
        if (!await IsCurrentAsync(connection, cancel))
            throw new SettingException(
                $"the database lacks migration {SchemaVersion.Expected}: run CloudNet.Migrations with the same ConnectionStrings__CloudNet and with ConnectionStrings__Owner, then start again");
        await using var source = NpgsqlDataSource.Create(connection);
        if (await ApplicationLogin.ProblemAsync(source, cancel) is { } problem)
            throw new SettingException(
                $"the login of ConnectionStrings__CloudNet {problem}: with it the database would not keep tenants apart; "
                + "name a login of the controller's own, which CloudNet.Migrations makes (docs/operating.md, The database's logins)");
    }

    private static async Task<string> StartPrivateAsync(WebApplicationBuilder builder, CancellationToken cancel)
    {
        var state = Path.GetFullPath(builder.Configuration["State:Folder"] ?? "/var/lib/cloudnet");
        Console.WriteLine($"no ConnectionStrings__CloudNet: using a private PostgreSQL, data in {state}");
        var postgres = new PrivatePostgres(state);
        await postgres.StartAsync(cancel);
        try
        {
            // The program costs a second, which a start that finds all done is spared.
            if (!await IsCurrentAsync(postgres.OwnerConnectionString, cancel))
                await MigrateAsync(postgres.OwnerConnectionString, MigrationsPath(builder.Configuration), cancel);
            await using var owner = NpgsqlDataSource.Create(postgres.OwnerConnectionString);
            await ApplicationLogin.EnsureAsync(owner, ApplicationLogin.Name, password: null, cancel);
        }
        catch
        {
            await postgres.StopAsync(CancellationToken.None);
            throw;
        }
        builder.Services.AddSingleton(postgres).AddHostedService<PostgresSupervisor>();
        return postgres.ConnectionString;
    }

    private static string MigrationsPath(IConfiguration settings) => Path.GetFullPath(
        settings[MigrationsSetting] ?? "../migrations/CloudNet.Migrations.dll", AppContext.BaseDirectory);

    private static async Task MigrateAsync(string owner, string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw new SettingException($"the migrations are not at {path}; say where in {MigrationsSetting.Replace(":", "__", StringComparison.Ordinal)}");
        var start = new ProcessStartInfo("dotnet", [path]);
        start.Environment["ConnectionStrings__Owner"] = owner;
        Console.Write(await ToolRun.RunAsync(start, cancel));
    }

    private static async Task<bool> IsCurrentAsync(string connection, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        var options = new DbContextOptionsBuilder<CloudNetDb>();
        StoreSetup.Configure(options, source);
        await using var db = new CloudNetDb(options.Options);
        try
        {
            return await SchemaVersion.IsReachedAsync(db, cancel);
        }
        // The migration that lets a login read how far they are was not run for this one.
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            return false;
        }
    }
}
