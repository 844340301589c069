using System.Diagnostics;
using System.Globalization;
using CloudNet.Store.Isolation;
using Npgsql;

namespace CloudNet.Controller.Postgres;

/// <summary>
/// The controller's own PostgreSQL: a process from the installed binaries that listens on a unix socket alone, in a folder
/// that only its user and root can enter, with its data in the controller's state folder.
/// <para>
/// It outlives a controller that is killed; the next one finds it by its pid file and takes it over, so that nothing is
/// recovered needlessly. If it dies it is started again.
/// </para>
/// </summary>
public sealed class PrivatePostgres(string stateFolder)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private readonly string data = Path.Combine(stateFolder, "postgres", "data");
    private readonly string socket = Path.Combine(stateFolder, "postgres", "run");
    private readonly string bin = PostgresBinaries.Folder();
    private Process? server;

    /// <summary>How to reach it, with the login that may see only what row-level security lets it.</summary>
    public string ConnectionString => As(ApplicationLogin.Name);

    /// <summary>How to reach it with the login that owns everything: for the migrations alone.</summary>
    public string OwnerConnectionString => As("cloudnet");

    /// <summary>Makes the data folder where there is none, starts the server or takes a running one over, and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        if (!File.Exists(Path.Combine(data, "PG_VERSION"))) await InitialiseAsync(cancel);
        PostgresAccount.MakeFolder(socket);
        server = Running() ?? Launch();
        await WaitUntilAnsweringAsync(cancel);
    }

    /// <summary>Ends when the server does.</summary>
    public Task ExitedAsync(CancellationToken cancel) => (server ?? throw new InvalidOperationException("not started")).WaitForExitAsync(cancel);

    /// <summary>Asks the server to end connections and stop, and waits.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        if (server is null or { HasExited: true }) return;
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-INT", server.Id.ToString(CultureInfo.InvariantCulture)]));
        await server.WaitForExitAsync(cancel);
    }

    private string As(string login) => new NpgsqlConnectionStringBuilder
    {
        Host = socket,
        Username = login,
        Database = "cloudnet",
        MaxPoolSize = 60,
        KeepAlive = 10,
    }.ConnectionString;

    private async Task InitialiseAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(stateFolder);
        Directory.CreateDirectory(Path.GetDirectoryName(data)!);
        PostgresAccount.MakeFolder(data);
        // 'trust' is for the socket alone, whose folder lets in its user and root: nobody else can connect.
        await ToolRun.RunAsync(PostgresAccount.Command(Path.Combine(bin, "initdb"),
            "-D", data, "-U", "cloudnet", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"), cancel);
    }

    private Process Launch()
    {
        var start = PostgresAccount.Command("sh", "-c", """log=$1; shift; exec "$@" >>"$log" 2>&1 </dev/null""", "sh", Path.Combine(socket, "start.log"),
            Path.Combine(bin, "postgres"),
            "-D", data, "-k", socket, "-c", "listen_addresses=", "-c", "unix_socket_permissions=0700", "-c", "max_connections=100",
            "-c", "logging_collector=on", "-c", "log_directory=log", "-c", "log_filename=postgres-%a.log", "-c", "log_truncate_on_rotation=on");
        // It outlives a controller that is killed, so it holds none of the controller's own files open.
        return Process.Start(start) ?? throw new InvalidOperationException("PostgreSQL did not start");
    }

    /// <summary>The server of this data folder, where one runs already.</summary>
    private Process? Running()
    {
        var pidFile = Path.Combine(data, "postmaster.pid");
        if (!File.Exists(pidFile) || !int.TryParse(File.ReadLines(pidFile).First(), CultureInfo.InvariantCulture, out var pid)) return null;
        var commandLine = $"/proc/{pid}/cmdline";
        if (!File.Exists(commandLine) || !File.ReadAllText(commandLine).Split('\0').Contains(data)) return null;
        return Process.GetProcessById(pid);
    }

    private async Task WaitUntilAnsweringAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(StartTimeout);
        while (true)
        {
            if (server!.HasExited) throw new InvalidOperationException($"PostgreSQL stopped with status {server.ExitCode}; its words are in {data}/log and {socket}/start.log");
            try
            {
                await EnsureDatabaseAsync(patience.Token);
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
            }
        }
    }

    private async Task EnsureDatabaseAsync(CancellationToken cancel)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(OwnerConnectionString) { Database = "postgres", Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync(cancel);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = 'cloudnet'", connection);
        if (await exists.ExecuteScalarAsync(cancel) is not null) return;
        await using var create = new NpgsqlCommand("CREATE DATABASE cloudnet", connection);
        await create.ExecuteNonQueryAsync(cancel);
    }
}
