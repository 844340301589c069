using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CloudNet.Store;

/// <summary>Puts the store into a process.</summary>
public static class StoreSetup
{
    /// <summary>
    /// Adds a factory of <see cref="CloudNetDb"/> and the context itself (scoped) on a data source that the caller gives, so
    /// that it may be known only later: the controller's private PostgreSQL starts first.
    /// </summary>
    public static IServiceCollection AddStore(this IServiceCollection services, Func<IServiceProvider, NpgsqlDataSource> source)
    {
        services.AddSingleton(source);
        services.AddPooledDbContextFactory<CloudNetDb>((provider, options) =>
            Configure(options, provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<CloudNetDb>>().CreateDbContext());
        return services;
    }

    /// <summary>The options that every process uses: the controller, the migrations, and the tests.</summary>
    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource source) => options
        .UseNpgsql(source, npgsql => npgsql.MigrationsAssembly("CloudNet.Migrations").MigrationsHistoryTable("migrations"))
        .UseSnakeCaseNamingConvention();
}
