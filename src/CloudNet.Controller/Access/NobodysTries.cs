using System.Security.Cryptography;
using System.Text;
using CloudNet.Domain.Access;

namespace CloudNet.Controller.Access;

/// <summary>
/// Counts the tries to sign in under names that nobody has, as those of users are counted in their rows: a name that is locked out would
/// else be known to be somebody's. Each replica counts for itself, in memory, and at most <see cref="MostNames"/> names or so: whoever
/// tries more makes it forget the oldest, and has made as many requests for it.
/// </summary>
public sealed class NobodysTries(TimeProvider clock)
{
    /// <summary>How many names are kept in each of the two generations.</summary>
    public const int MostNames = 50_000;

    private readonly Lock gate = new();
    private Dictionary<UInt128, (int Count, DateTimeOffset? Until)> newer = [];
    private Dictionary<UInt128, (int Count, DateTimeOffset? Until)> older = [];

    /// <summary>Counts a try.</summary>
    /// <param name="name">The name, as users' names are compared; null for one that is none.</param>
    /// <returns>For how long the name is locked out; null where it is not, and the try was counted.</returns>
    public TimeSpan? Count(string? name)
    {
        var (key, now) = (KeyOf(name ?? ""), clock.GetUtcNow());
        lock (gate)
        {
            var (count, until) = newer.TryGetValue(key, out var known) ? known : older.GetValueOrDefault(key);
            if (until > now) return until - now;
            count = until is null ? count + 1 : 1;
            Keep(key, (count, count >= SignInRules.MostFailures ? now + SignInRules.LockOut : null));
            return null;
        }
    }

    private void Keep(UInt128 key, (int Count, DateTimeOffset? Until) tries)
    {
        if (newer.Count >= MostNames && !newer.ContainsKey(key)) (newer, older) = ([], newer);
        newer[key] = tries;
    }

    private static UInt128 KeyOf(string name) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
