using System.Diagnostics;
using Npgsql;

namespace CloudNet.Controller.Tests.Database;

/// <summary>
/// Holds a lock in the database, so that requests pile up at it and then go on all at once: a race that happens each time.
/// </summary>
public sealed class Blockade : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly TestDatabase database;
    private readonly NpgsqlConnection connection;

    private Blockade(TestDatabase database, NpgsqlConnection connection) => (this.database, this.connection) = (database, connection);

    /// <summary>Takes the lock.</summary>
    /// <param name="database">Where.</param>
    /// <param name="sql">What takes it.</param>
    public static async Task<Blockade> OfAsync(TestDatabase database, string sql)
    {
        var connection = await database.Source.OpenConnectionAsync();
        await using var take = new NpgsqlCommand($"BEGIN; {sql}", connection);
        await take.ExecuteNonQueryAsync();
        return new(database, connection);
    }

    /// <summary>Waits until so many wait for it.</summary>
    public async Task WaitAsync(int waiting)
    {
        var watch = Stopwatch.StartNew();
        long found;
        while ((found = await WaitingAsync()) < waiting)
        {
            Assert.True(watch.Elapsed < Longest, $"only {found} of {waiting} wait");
            await Task.Delay(20);
        }
    }

    /// <summary>Lets go when so many wait, for this lock or for one that a waiter holds.</summary>
    /// <param name="waiting">How many.</param>
    /// <param name="commit">Whether what was done when the lock was taken shall stay.</param>
    public async Task ReleaseAsync(int waiting, bool commit = false)
    {
        await WaitAsync(waiting);
        await using var end = new NpgsqlCommand(commit ? "COMMIT" : "ROLLBACK", connection);
        await end.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<long> WaitingAsync()
    {
        await using var count = database.Source.CreateCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
