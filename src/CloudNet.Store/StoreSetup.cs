using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CloudNet.Store;

/// <summary>Puts the store into a process.</summary>
public static class StoreSetup
{
    private static readonly ScopeInterceptor Interceptor = new();

    /// <summary>
    /// Adds <see cref="CloudNetStore"/>, and <see cref="CloudNetDb"/> itself (scoped) for what is no tenant's (people, the cookies'
    /// keys), on a data source that the caller gives, so that it may be known only later: the controller's private PostgreSQL
    /// starts first.
    /// </summary>
    public static IServiceCollection AddStore(this IServiceCollection services, Func<IServiceProvider, NpgsqlDataSource> source)
    {
        services.AddSingleton(source);
        services.AddPooledDbContextFactory<CloudNetDb>((provider, options) =>
            Configure(options, provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<CloudNetStore>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<CloudNetDb>>().CreateDbContext());
        return services;
    }

    /// <summary>
    /// A controller's connections. One that goes back to the pool is not reset, which would throw away the plans of all triggers and foreign
    /// keys with it: what a transaction sets ends with it (<see cref="ScopeInterceptor"/>), and who listens or holds a lock for longer ends
    /// that itself.
    /// </summary>
    public static NpgsqlDataSource Source(string connection) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true });

    /// <summary>The options that every process uses: the controller, the migrations, and the tests.</summary>
    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource source) => options
        .UseNpgsql(source, npgsql => npgsql.MigrationsAssembly("CloudNet.Migrations").MigrationsHistoryTable("migrations")
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery))
        .UseSnakeCaseNamingConvention()
        .AddInterceptors(Interceptor);
}
