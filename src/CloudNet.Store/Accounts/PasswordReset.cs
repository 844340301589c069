using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Audit;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Accounts;

/// <summary>
/// Gives a person who forgot theirs a new password, by who runs the controller and has the login of the tables' owner: the API
/// has no such operation, so that no administrator of a tenant takes over somebody who belongs to others too. Done as the system, whose
/// rights the owner has (row-level security holds for the owner as well), so that each tenant of the person has it in its audit log.
/// </summary>
public static class PasswordReset
{
    /// <summary>What the audit log calls it.</summary>
    public const string Operation = "ResetPassword";

    private static readonly PasswordHasher<UserRow> Hasher = new();
    private static readonly UpperInvariantLookupNormalizer Names = new();

    /// <summary>Sets the password, in one transaction with the rest.</summary>
    /// <param name="db">The database, opened by the tables' owner.</param>
    /// <param name="name">The name that they sign in with.</param>
    /// <param name="password">The new password.</param>
    /// <param name="endsSecondFactor">Whether their second factor is lost too, and is turned off.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Whether signing in asks for a code besides it; or why nothing was done.</returns>
    public static async Task<Outcome<bool>> RunAsync(CloudNetDb db, string name, string? password, bool endsSecondFactor, CancellationToken cancel)
    {
        if (PasswordRules.New("password", password) is { } weak) return Refusal.Invalid([weak]);
        using var deed = new Deed(Operation, Door.Controller, new(ActorKind.System, Name: "cloudnet-migrations")).Begin();
        db.ActAsSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var known = name.Any(char.IsControl) ? null : Names.NormalizeName(name);
        var found = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedUserName == known, cancel);
        if (found is not { } user || !await Passwords.ResetAsync(db, user.Id, Hasher.HashPassword(user, password!), cancel))
            return PasswordRules.NoUser(name);
        if (endsSecondFactor) await SecondFactors.TurnOffAsync(db, user.Id, cancel);
        await transaction.CommitAsync(cancel);
        return user.TwoFactorEnabled && !endsSecondFactor;
    }
}
