using CloudNet.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace CloudNet.Controller.Tests.Database;

/// <summary>
/// A database of its own with the newest schema and no rows: <c>IClassFixture&lt;TestDatabase&gt;</c> for one a class, or
/// made and disposed by a test that wants one for itself.
/// </summary>
public sealed class TestDatabase(PostgresServer server) : IAsyncLifetime
{
    private string? name;
    private NpgsqlDataSource? source;
    private NpgsqlDataSource? controllers;

    /// <summary>What a process would be given as <c>ConnectionStrings__CloudNet</c>.</summary>
    public string ConnectionString => server.ConnectionString(Name);

    /// <summary>Connections of who owns the tables, and sees every row.</summary>
    public NpgsqlDataSource Source => source ??= NpgsqlDataSource.Create(server.OwnerConnectionString(Name));

    private string Name => name ?? throw new InvalidOperationException("Not initialised yet.");

    /// <summary>A database ready for use.</summary>
    public static async Task<TestDatabase> CreateAsync(PostgresServer server)
    {
        var database = new TestDatabase(server);
        await database.InitializeAsync();
        return database;
    }

    /// <summary>A context for looking at the rows behind the application's back; the caller disposes it.</summary>
    public CloudNetDb Open()
    {
        var options = new DbContextOptionsBuilder<CloudNetDb>();
        StoreSetup.Configure(options, Source);
        return new(options.Options);
    }

    /// <summary>The database as a controller opens it.</summary>
    public CloudNetStore Store()
    {
        var options = new DbContextOptionsBuilder<CloudNetDb>();
        StoreSetup.Configure(options, controllers ??= StoreSetup.Source(ConnectionString));
        return new(new PooledDbContextFactory<CloudNetDb>(options.Options));
    }

    /// <summary>Cuts everybody off from it, or lets them in again.</summary>
    public Task AllowConnectionsAsync(bool allow) => server.AllowConnectionsAsync(name!, allow);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => name = await server.CloneAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (source is not null) await source.DisposeAsync();
        if (controllers is not null) await controllers.DisposeAsync();
        if (name is not null) await server.DropAsync(name);
    }
}
