using CloudNet.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace CloudNet.Migrations;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model; it connects to nothing.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<CloudNetDb>
{
    public CloudNetDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CloudNetDb>();
        StoreSetup.Configure(options, NpgsqlDataSource.Create("Host=localhost;Database=none"));
        return new(options.Options);
    }
}
