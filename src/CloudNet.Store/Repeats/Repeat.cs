using System.Text.Json;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Wire;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Repeats;

/// <summary>
/// A change that is done once, however often it is asked for under its key. It goes along with the asynchronous flow, and
/// <see cref="Changes"/> heeds it. What was answered is written in the change's own transaction, so that neither is there without the
/// other; what was refused leaves nothing, and may be asked for again. Whoever is at it holds an advisory lock until the transaction
/// ends: another is refused at once, and a controller that died holds none.
/// </summary>
/// <param name="Tenant">The tenant that it is done in.</param>
/// <param name="User">The member who does it: keys are each member's own.</param>
/// <param name="Key">The key.</param>
/// <param name="Fingerprint">SHA-256 of what is asked for.</param>
/// <param name="Keep">How long it is remembered.</param>
public sealed record Repeat(TenantId Tenant, Guid User, string Key, byte[] Fingerprint, TimeSpan Keep)
{
    /// <summary>Longest key; characters.</summary>
    public const int LongestKey = 128;

    private static readonly AsyncLocal<Repeat?> Flow = new();

    /// <summary>What is done once here; null where nobody asked for that.</summary>
    public static Repeat? Current => Flow.Value;

    /// <summary>From here on, until the caller's asynchronous method returns.</summary>
    public void Begin() => Flow.Value = this;

    /// <summary>What was answered before, or why it is not done again; null where it is to be done now.</summary>
    internal async Task<Outcome<T>?> FindAsync<T>(Change change) where T : notnull
    {
        var (db, cancel) = (change.Db, change.Cancel);
        var name = $"{Tenant} {User} {Key}";
        var locked = await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock(hashtextextended({name}, 0)) AS \"Value\"").SingleAsync(cancel);
        if (!locked) return RepeatRefusals.Running(Key);
        if (!await HoldMembershipAsync(change)) return RepeatRefusals.NoMember;
        var own = db.Repeats.AsNoTracking().Where(row => row.TenantId == Tenant && row.UserId == User && row.Key == Key);
        if (await own.SingleOrDefaultAsync(cancel) is not { } before) return null;
        if (before.At <= change.Now - Keep)
        {
            await own.ExecuteDeleteAsync(cancel);
            return null;
        }
        if (!before.Fingerprint.AsSpan().SequenceEqual(Fingerprint)) return RepeatRefusals.Other(Key);
        if (before.Answer is not { } answer) return RepeatRefusals.ShownOnce(Key, before.Location!);
        return (T)JsonSerializer.Deserialize(answer, typeof(T), ContractsJson.Default)!;
    }

    // The key is the member's: until the transaction ends, the membership does not.
    private async Task<bool> HoldMembershipAsync(Change change) => (await change.Db.Database.SqlQuery<int>(
        $"SELECT 1 AS \"Value\" FROM members WHERE tenant_id = {Tenant.Value} AND user_id = {User} FOR KEY SHARE").ToListAsync(change.Cancel)).Count > 0;

    /// <summary>Remembers the answer, in the transaction of the change.</summary>
    internal Task KeepAsync<T>(Change change, T answer) where T : notnull
    {
        var secret = answer as IShownOnce;
        change.Db.Repeats.Add(new RepeatRow
        {
            TenantId = Tenant, UserId = User, Key = Key, Fingerprint = Fingerprint, Location = secret?.Location, At = change.Now,
            Answer = secret is null ? JsonSerializer.Serialize(answer, typeof(T), ContractsJson.Default) : null,
        });
        return change.Db.SaveChangesAsync(change.Cancel);
    }
}
