using CloudNet.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace CloudNet.Controller.Tests.Database;

/// <summary>Brings a database to a schema, as its owner.</summary>
public static class Schema
{
    /// <summary>To that of a migration, back or forth; to the newest where none is named.</summary>
    public static async Task MigrateAsync(NpgsqlDataSource owner, string? to = null)
    {
        await using var db = Open(owner);
        await db.GetService<IMigrator>().MigrateAsync(to);
    }

    /// <summary>A session as the owner.</summary>
    public static CloudNetDb Open(NpgsqlDataSource owner)
    {
        var options = new DbContextOptionsBuilder<CloudNetDb>();
        StoreSetup.Configure(options, owner);
        return new CloudNetDb(options.Options);
    }
}
