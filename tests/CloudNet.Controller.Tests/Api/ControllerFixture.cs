using CloudNet.Contracts.Access;
using CloudNet.Controller.Api;
using CloudNet.Controller.Bus;
using CloudNet.Controller.Gateway;
using CloudNet.Controller.Tests.Dashboard;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CloudNet.Controller.Tests.Api;

/// <summary>
/// The controller in this process, on a port of its own and a database of its own, composed as Program.cs does, except that
/// the database is given and the clock can be put forward. A few more paths stand in for the dashboard's form and pages.
/// </summary>
public sealed class ControllerFixture(PostgresServer server) : IAsyncLifetime
{
    public const string AdminPassword = "correct horse battery staple";

    private TestDatabase? database;
    private WebApplication? app;
    private bool isReplica;

    public AdjustableClock Clock { get; } = new();

    public TestDatabase Database => database ?? throw new InvalidOperationException("Not started yet.");

    public IServiceProvider Services => app!.Services;

    public Uri Address => new(app!.Urls.Single());

    /// <summary>A folder with the agent binary that is given out.</summary>
    public string AgentPath { get; } = Path.Combine(Directory.CreateTempSubdirectory("cloudnet-agent-").FullName, "cloudnet-agent");

    /// <summary>Settings that differ from those of most tests. One machine stands for many clients: nothing limits it, unless it is said here.</summary>
    public Dictionary<string, string?> Settings { get; init; } = new()
    {
        ["RateLimits:Address:PerSecond"] = "0", ["RateLimits:Tenant:PerSecond"] = "0",
    };

    /// <summary>One more controller on the same database.</summary>
    public async Task<ControllerFixture> ReplicaAsync(params (string Name, string Value)[] settings)
    {
        var replica = new ControllerFixture(server) { database = database, isReplica = true };
        foreach (var (name, value) in settings) replica.Settings[name] = value;
        await replica.StartAsync();
        return replica;
    }

    /// <summary>The same client at this controller.</summary>
    public ApiClient Here(ApiClient client) => new(Address, client.Http.DefaultRequestHeaders.Authorization!.Parameter);

    /// <summary>A client that is nobody.</summary>
    public ApiClient Anonymous() => new(Address, null);

    /// <summary>A client that is the first administrator, in a tenant.</summary>
    public async Task<ApiClient> AdminAsync(string? tenant = null)
    {
        using var anonymous = Anonymous();
        var token = await anonymous.PostAsync<CreatedApiToken>("/api/v1/sign-in", new SignIn("admin", AdminPassword, tenant));
        return new(Address, token.Secret);
    }

    /// <summary>A client that is the owner of a new tenant, which holds nothing.</summary>
    public async Task<ApiClient> NewTenantAsync(string name)
    {
        using var admin = await AdminAsync();
        await admin.PostAsync<Contracts.Tenants.TenantRecord>("/api/v1/tenants", new Contracts.Tenants.CreateTenant(name), 201);
        return await AdminAsync(name);
    }

    /// <summary>Makes a person, who belongs to no tenant.</summary>
    public async Task<Guid> AddUserAsync(string name, string password)
    {
        await using var scope = Services.CreateAsyncScope();
        var user = new UserRow { Id = Guid.CreateVersion7(Clock.GetUtcNow()), UserName = name };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<UserRow>>().CreateAsync(user, password)).Succeeded);
        return user.Id;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(server);
        await StartAsync();
    }

    private async Task StartAsync()
    {
        await File.WriteAllTextAsync(AgentPath, "not really an agent");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Admin:Password"] = AdminPassword,
            ["Install:AgentPath"] = AgentPath,
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        // A hundredth of what it is: hashing passwords was two fifths of the time that these tests took.
        builder.Services.Configure<PasswordHasherOptions>(hashes => hashes.IterationCount /= 100);
        builder.Services.AddStore(_ => StoreSetup.Source(Database.ConnectionString));
        builder.Services.AddBus(builder.Configuration);
        builder.Services.AddAgentGateway();
        builder.Services.AddCloudNetApi();
        AddPage(builder.Services);
        app = builder.Build();
        app.MapCloudNetApi();
        app.MapAgentGateway();
        app.MapForms();
        await app.StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        if (database is not null && !isReplica) await database.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(AgentPath)!, recursive: true);
    }

    private static void AddPage(IServiceCollection services) => services.AddScoped<PageConnection>()
        .AddScoped<AuthenticationStateProvider>(provider => provider.GetRequiredService<PageConnection>().Authentication)
        .AddScoped<NavigationManager>(provider => provider.GetRequiredService<PageConnection>().Navigation);
}
