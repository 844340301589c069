using Npgsql;

namespace CloudNet.Store.ChangeLog;

/// <summary>
/// Leadership over publishing the change log: an advisory lock of PostgreSQL, held as long as its connection lives, on which
/// the leader also hears <c>NOTIFY</c>. Should the connection break while the leader goes on for a moment, changes are
/// published twice, which readers bear.
/// </summary>
public sealed class ChangeLogLeader : IAsyncDisposable
{
    /// <summary>Key of the advisory lock.</summary>
    public const long LockKey = 0x636c6f75646e6574; // "cloudnet"

    private readonly NpgsqlConnection connection;

    private ChangeLogLeader(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Tries to become the leader.</summary>
    /// <returns>Null where another process is.</returns>
    public static async Task<ChangeLogLeader?> TryLeadAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        // Disposed, it gives up a lock that it may have, also where what comes after the lock failed.
        var leader = new ChangeLogLeader(connection);
        try
        {
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection);
            command.Parameters.AddWithValue(LockKey);
            if (await command.ExecuteScalarAsync(cancel) is true)
            {
                await using var listen = new NpgsqlCommand($"LISTEN {ChangeLogWriter.WakeChannel}", connection);
                await listen.ExecuteNonQueryAsync(cancel);
                return leader;
            }
        }
        catch
        {
            await leader.DisposeAsync();
            throw;
        }
        await leader.DisposeAsync();
        return null;
    }

    /// <summary>Waits until a change is committed, or the time is over. A wake-up may have no change behind it.</summary>
    /// <exception cref="NpgsqlException">The connection broke: leadership is lost.</exception>
    public Task WaitAsync(TimeSpan most, CancellationToken cancel) => connection.WaitAsync(most, cancel);

    /// <summary>Ends leadership.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // The connection goes back to a pool: an advisory lock belongs to its session and would go with it.
            await using var unlock = new NpgsqlCommand("SELECT pg_advisory_unlock_all(); UNLISTEN *", connection);
            await unlock.ExecuteNonQueryAsync();
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            // The session is gone, and the lock with it.
        }
        await connection.DisposeAsync();
    }
}
