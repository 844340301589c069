using System.Diagnostics;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store.Isolation;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace CloudNet.Controller.Tests.Database;

/// <summary>
/// One real PostgreSQL for this test process: its own data folder and unix socket in a temporary folder, no TCP, fsync off,
/// run as <c>postgres</c> where the tests are root (the server refuses root). The migrations are applied once, to a template
/// that each <see cref="TestDatabase"/> is cloned from (about 50 ms). A shell between us and the server holds its life to
/// ours: when its standard input closes, also because this process was killed, it stops the server and removes the folder.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Template = "cloudnet_template";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("cloudnet-pg-").FullName;
    private readonly SemaphoreSlim cloning = new(1, 1);
    private Process? keeper;
    private int clones;

    /// <summary>Connection string of a database on this server, as a controller is given it.</summary>
    public string ConnectionString(string database) => As(ApplicationLogin.Name, database);

    /// <summary>The same for who owns the tables and may do everything.</summary>
    public string OwnerConnectionString(string database) => As("cloudnet", database);

    /// <summary>The same for any login.</summary>
    public string As(string login, string database) =>
        $"Host={folder};Username={login};Database={database};Maximum Pool Size=40;Include Error Detail=true";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await AsPostgresAsync($"'{Binary("initdb")}' -D '{folder}/data' -U cloudnet -A trust -E UTF8 --locale=C.UTF-8 --no-sync >'{folder}/log' 2>&1");
        keeper = Start($"""
            '{Binary("postgres")}' -D '{folder}/data' -k '{folder}' -c listen_addresses= -c max_connections=400 -c fsync=off \
              -c synchronous_commit=off -c full_page_writes=off >>'{folder}/log' 2>&1 & server=$!
            cat >/dev/null; kill -QUIT $server; wait $server; cd /; rm -rf '{folder}'
            """);
        await AcceptsAsync();
        await ExecuteAsync($"CREATE DATABASE {Template}");
        await using var owner = NpgsqlDataSource.Create(OwnerConnectionString(Template) + ";Pooling=false");
        await Schema.MigrateAsync(owner);
        await ApplicationLogin.EnsureAsync(owner, ApplicationLogin.Name, null, default);
    }

    /// <summary>Makes a database with the newest schema and no rows, and tells its name.</summary>
    public async Task<string> CloneAsync()
    {
        var name = $"test_{Interlocked.Increment(ref clones)}";
        // A template takes one clone at a time.
        await cloning.WaitAsync();
        try
        {
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {Template}");
        }
        finally
        {
            cloning.Release();
        }
        return name;
    }

    /// <summary>Makes a database with nothing in it, and tells its name.</summary>
    public async Task<string> EmptyAsync(string owner = "cloudnet")
    {
        var name = $"test_{Interlocked.Increment(ref clones)}";
        await ExecuteAsync($"CREATE DATABASE {name} OWNER {owner}");
        return name;
    }

    /// <summary>Removes a database, with whoever is still connected to it.</summary>
    public Task DropAsync(string database) => ExecuteAsync($"DROP DATABASE {database} WITH (FORCE)");

    /// <summary>Cuts everybody off from a database, or lets them in again.</summary>
    public async Task AllowConnectionsAsync(string database, bool allow)
    {
        await ExecuteAsync($"ALTER DATABASE {database} ALLOW_CONNECTIONS {allow}");
        if (!allow) await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (keeper is not null)
        {
            keeper.StandardInput.Close();
            await keeper.WaitForExitAsync();
            keeper.Dispose();
        }
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task AcceptsAsync()
    {
        var started = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (started.Elapsed < StartLimit && keeper is { HasExited: false })
            {
                await Task.Delay(25);
            }
        }
    }

    private async Task AsPostgresAsync(string script)
    {
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["postgres:", folder]);
            await chown.WaitForExitAsync();
        }
        using var process = Start(script);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"PostgreSQL did not come up: {await File.ReadAllTextAsync($"{folder}/log")}");
    }

    private Process Start(string script)
    {
        string[] shell = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--reset-env", "sh", "-c", script]
            : ["sh", "-c", script];
        return Process.Start(new ProcessStartInfo(shell[0], shell[1..]) { RedirectStandardInput = true, WorkingDirectory = folder })
            ?? throw new InvalidOperationException("The shell did not start.");
    }

    private static string Binary(string name) =>
        Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => $"{version}/bin/{name}").FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"No {name} under /usr/lib/postgresql: install Debian's package 'postgresql'.");
}
