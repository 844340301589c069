using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Controllers;

/// <summary>A PostgreSQL server as several replicas share it: in a namespace of its own, reached over a unix socket.</summary>
public sealed class LabPostgres(Lab lab)
{
    private NetworkNamespace? home;

    private string Folder => Path.Combine(lab.Folder, "postgres");

    private string Data => Path.Combine(Folder, "data");

    /// <summary>What the replicas are given: a login that owns nothing.</summary>
    public string Connection => $"Host={Folder};Username=controllers;Database=cloudnet";

    private static string Bin => Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin"))
        .LastOrDefault(Directory.Exists) ?? throw new InvalidOperationException("No PostgreSQL is installed: ./test.sh installs it.");

    /// <summary>Makes the server and the database, and brings its schema up to date with the shipped program.</summary>
    public static async Task<LabPostgres> StartNewAsync(Lab lab)
    {
        var server = new LabPostgres(lab) { home = await lab.NamespaceAsync("db") };
        Directory.CreateDirectory(server.Folder);
        await Command.RunAsync("chown", "postgres:postgres", server.Folder);
        await Command.RunAsync("setpriv", AsPostgres(Path.Combine(Bin, "initdb"),
            "-D", server.Data, "-U", "cloudnet", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"));
        await server.StartAsync();
        await Command.RunAsync("psql", "-h", server.Folder, "-U", "cloudnet", "-d", "postgres", "-c", "CREATE DATABASE cloudnet");
        await Command.RunAsync("env", $"ConnectionStrings__Owner=Host={server.Folder};Username=cloudnet;Database=cloudnet",
            "ConnectionStrings__CloudNet=" + server.Connection, "dotnet", Outputs.Migrations);
        return server;
    }

    public async Task StartAsync()
    {
        home!.Start(lab.LogOf("postgres"), ["setpriv", .. AsPostgres(Path.Combine(Bin, "postgres"),
            "-D", Data, "-k", Folder, "-c", "listen_addresses=", "-c", "max_connections=300")]);
        await Eventually.HoldsAsync("PostgreSQL answers", async () => (await TrySqlAsync("SELECT 1", "postgres")).Status == 0);
    }

    /// <summary>kill -9 of all its processes.</summary>
    public Task KillAsync() => NetworkNamespace.KillAllAsync(home!.Name);

    public async Task SqlAsync(string statement)
    {
        var result = await TrySqlAsync(statement, "cloudnet");
        if (result.Status != 0) throw new InvalidOperationException($"{statement}: {result.Errors}");
    }

    /// <summary>The one value that a statement reads.</summary>
    public async Task<string> ReadAsync(string statement)
    {
        var result = await TrySqlAsync(statement, "cloudnet");
        return result.Status == 0 ? result.Output.Trim() : throw new InvalidOperationException($"{statement}: {result.Errors}");
    }

    private Task<CommandResult> TrySqlAsync(string statement, string database) => Command.TryAsync(
        "psql", "-h", Folder, "-U", "cloudnet", "-d", database, "-v", "ON_ERROR_STOP=1", "-At", "-c", statement);

    private static string[] AsPostgres(params string[] command) =>
        ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", .. command];
}
