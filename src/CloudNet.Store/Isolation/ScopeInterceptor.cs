using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CloudNet.Store.Isolation;

/// <summary>
/// Makes each transaction of a context that of its scope (<see cref="CloudNetDb.Scope"/>).
/// <para>
/// In a transaction the scope's statement goes out with BEGIN: one round trip. A command outside of one gets it put in front:
/// the driver sends both as one batch, which PostgreSQL runs as one implicit transaction, so a lone read costs no round trip
/// more, and the setting is gone with it. SaveChanges has a transaction in any case (<see cref="CloudNetStore"/>): it counts
/// the statements of its batches. What is not handled here, and any context without a scope, runs as the login itself, which
/// may see no tenant's row: what is forgotten fails.
/// </para>
/// </summary>
internal sealed class ScopeInterceptor : DbCommandInterceptor, IDbTransactionInterceptor
{
    /// <inheritdoc/>
    public async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is CloudNetDb { Scope: { } scope }) await scope.EnterAsync(connection, result, cancellationToken);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Lone(command, eventData)?.PutInFrontOf(command);
        return new(result);
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Lone(command, eventData)?.PutInFrontOf(command);
        return new(result);
    }

    /// <inheritdoc/>
    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        // The first result is that of the scope's statement.
        if (Lone(command, eventData) is not null) await result.NextResultAsync(cancellationToken);
        return result;
    }

    private static DbScope? Lone(DbCommand command, DbContextEventData eventData) =>
        command.Transaction is null ? (eventData.Context as CloudNetDb)?.Scope : null;
}
