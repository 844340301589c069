using CloudNet.Contracts.Tenants;
using Npgsql;

namespace CloudNet.Store.Events;

/// <summary>Hears, on a connection of its own, in which tenants something was just written into the audit log.</summary>
public sealed class EventWakeUps : IAsyncDisposable
{
    /// <summary>The channel. The trigger <c>audit_told</c> says the tenant on it, once a transaction.</summary>
    public const string Channel = "cloudnet_events";

    private readonly NpgsqlConnection connection;
    private readonly HashSet<TenantId> heard = [];

    private EventWakeUps(NpgsqlConnection connection)
    {
        this.connection = connection;
        connection.Notification += (_, told) =>
        {
            if (told.Channel == Channel && TenantId.TryParse(told.Payload, null, out var tenant)) heard.Add(tenant);
        };
    }

    /// <summary>Begins to listen.</summary>
    public static async Task<EventWakeUps> ListenAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            var wakeUps = new EventWakeUps(connection);
            await using var listen = new NpgsqlCommand($"LISTEN {Channel}", connection);
            await listen.ExecuteNonQueryAsync(cancel);
            return wakeUps;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until something is heard, or the time is over.</summary>
    /// <returns>The tenants.</returns>
    /// <exception cref="NpgsqlException">The connection broke: something may have been missed.</exception>
    public async Task<IReadOnlyCollection<TenantId>> WaitAsync(TimeSpan most, CancellationToken cancel)
    {
        await connection.WaitAsync(most, cancel);
        TenantId[] tenants = [.. heard];
        heard.Clear();
        return tenants;
    }

    /// <summary>Listens no more.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // The connection goes back to a pool, and what it listens to would go with it.
            await using var unlisten = new NpgsqlCommand("UNLISTEN *", connection);
            await unlisten.ExecuteNonQueryAsync();
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            // The session is gone.
        }
        await connection.DisposeAsync();
    }
}
