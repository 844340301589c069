using CloudNet.Controller.Tests.Database;
using CloudNet.Store.Isolation;
using Npgsql;

namespace CloudNet.Controller.Tests.Isolation;

public sealed class ApplicationLoginTests(PostgresServer server, TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_controllers_login_can_bypass_nothing()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var ask = source.CreateCommand("""
            SELECT current_user, rolsuper, rolbypassrls, rolcreaterole, (SELECT count(*) FROM pg_class WHERE relowner = me.oid)
            FROM pg_roles AS me WHERE rolname = current_user
            """);
        await using (var row = await ask.ExecuteReaderAsync())
        {
            Assert.True(await row.ReadAsync());
            Assert.Equal(
                (ApplicationLogin.Name, false, false, false, 0L),
                (row.GetString(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3), row.GetInt64(4)));
        }
        Assert.Null(await ApplicationLogin.ProblemAsync(source, default));
    }

    [Theory]
    [InlineData("powerful", "SUPERUSER", "is a superuser")]
    [InlineData("exempt", "BYPASSRLS", "has BYPASSRLS")]
    [InlineData("heir", "IN ROLE cloudnet", "owns tables")]
    [InlineData("stranger", "", "is no member of cloudnet_app")]
    [InlineData("sees_all", "IN ROLE cloudnet_app, cloudnet_system", "has the rights of cloudnet_system all the time")]
    [InlineData("sees_one", "IN ROLE cloudnet_app, cloudnet_tenant", "has the rights of cloudnet_tenant all the time")]
    public async Task One_that_could_bypass_something_is_found_out(string login, string attributes, string problem)
    {
        await ExecuteAsync($"CREATE ROLE {login} LOGIN {attributes}");
        Assert.Equal(problem, await ProblemAsync(login));
    }

    [Theory]
    [InlineData("""odd "name" """)]
    [InlineData("there_already")]
    public async Task It_is_made_once_and_made_fit(string login)
    {
        if (login == "there_already") await ExecuteAsync($"CREATE ROLE {login} LOGIN PASSWORD 'its own'");
        await ApplicationLogin.EnsureAsync(database.Source, login, "it's secret", default);
        await ApplicationLogin.EnsureAsync(database.Source, login, "another", default);
        Assert.Null(await ProblemAsync(login));
    }

    private async Task<string?> ProblemAsync(string login)
    {
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
        var connection = new NpgsqlConnectionStringBuilder(server.OwnerConnectionString(name)) { Username = login }.ConnectionString;
        await using var source = NpgsqlDataSource.Create(connection);
        return await ApplicationLogin.ProblemAsync(source, default);
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var command = database.Source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
