using CloudNet.Controller.Access;
using CloudNet.Controller.Settings;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store.Tables;
using CloudNet.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CloudNet.Controller.Tests.Access;

public sealed class FirstAdministratorTests(PostgresServer server)
{
    [Fact]
    public async Task Of_replicas_that_start_together_one_makes_it_and_shows_the_password_once()
    {
        await using var database = await TestDatabase.CreateAsync(server);
        var outputs = Enumerable.Range(0, 4).Select(_ => new StringWriter()).ToArray();
        await Task.WhenAll(outputs.Select(output => StartAsync(database, output)));
        var later = new StringWriter();
        await StartAsync(database, later);

        var line = Assert.Single(outputs.Select(output => output.ToString()), text => text != "");
        Assert.Matches(@"\Afirst administrator: admin  password: \S{20,}  \(shown this once\)\n\z", line);
        Assert.Equal("", later.ToString());
        await using var services = Services(database, []);
        var users = services.CreateScope().ServiceProvider.GetRequiredService<UserManager<UserRow>>();
        Assert.True(await users.CheckPasswordAsync((await users.FindByNameAsync("admin"))!, line.Split("  ")[1]["password: ".Length..]));
    }

    [Fact]
    public async Task It_owns_the_first_tenant()
    {
        await using var database = await TestDatabase.CreateAsync(server);
        await StartAsync(database, TextWriter.Null);
        await using var db = database.Open();

        var member = await db.Members.SingleAsync();
        Assert.Equal(("default", "owner"), ((await db.Tenants.SingleAsync()).Name, member.Role));
        Assert.Equal((await db.Users.SingleAsync()).Id, member.UserId);
    }

    [Fact]
    public async Task A_password_that_is_given_is_not_shown()
    {
        await using var database = await TestDatabase.CreateAsync(server);
        var output = new StringWriter();
        await StartAsync(database, output, ("Admin:User", "root"), ("Admin:Password", "a given password"));

        Assert.StartsWith("first administrator: root", output.ToString());
        Assert.DoesNotContain("a given password", output.ToString());
    }

    [Fact]
    public async Task One_that_cannot_be_made_stops_the_start_and_names_the_settings()
    {
        await using var database = await TestDatabase.CreateAsync(server);
        var fault = await Assert.ThrowsAsync<SettingException>(() => StartAsync(database, TextWriter.Null, ("Admin:Password", "short")));

        Assert.Contains("Admin__Password", fault.Message);
        await using var db = database.Open();
        Assert.Equal((0, 0), (await db.Users.CountAsync(), await db.Tenants.CountAsync()));
    }

    private static async Task StartAsync(TestDatabase database, TextWriter output, params (string, string)[] settings)
    {
        await using var services = Services(database, settings);
        await new FirstAdministrator(
            services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<IConfiguration>(), TimeProvider.System, output)
            .StartAsync(CancellationToken.None);
    }

    private static ServiceProvider Services(TestDatabase database, (string Name, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build());
        services.AddSingleton(TimeProvider.System).AddLogging();
        services.AddStore(_ => StoreSetup.Source(database.ConnectionString));
        services.AddAccess();
        return services.BuildServiceProvider();
    }
}
