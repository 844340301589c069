using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Identity;

namespace CloudNet.Controller.Access;

/// <summary>
/// Makes users by the rules of ASP.NET Core Identity, without saving them: who is invited becomes a user in the transaction
/// that makes them a member, and the user manager saves in one of its own.
/// </summary>
public sealed class NewUsers(CloudNetDb db, UserManager<UserRow> users, PasswordCheck passwords, TimeProvider clock)
{
    /// <summary>Whether somebody has this name.</summary>
    public async Task<bool> IsThereAsync(string name, CancellationToken cancel) =>
        !name.Any(char.IsControl) && await UserReads.IsThereAsync(db, users.NormalizeName(name)!, cancel);

    /// <summary>A user who is not saved yet, or everything that is wrong with the name and the password.</summary>
    public async Task<Outcome<UserRow>> MakeAsync(string name, string password, CancellationToken cancel)
    {
        var user = new UserRow { Id = Guid.CreateVersion7(clock.GetUtcNow()), UserName = name };
        List<FieldProblem> problems = [];
        var errors = new List<IdentityError>();
        foreach (var rule in users.UserValidators) errors.AddRange((await rule.ValidateAsync(users, user)).Errors);
        // Somebody took it since it was looked at: the same answer as where the database finds that a moment later.
        if (errors.Exists(error => error.Code == nameof(IdentityErrorDescriber.DuplicateUserName))) return InvitationRules.NameTaken(name);
        problems.AddRange(errors.Select(User));
        foreach (var rule in users.PasswordValidators)
            problems.AddRange((await rule.ValidateAsync(users, user, password)).Errors.Select(Password));
        if (problems.Count > 0) return Refusal.Invalid(problems);
        if ((await passwords.HashAsync(password, cancel)).IsRefused(out var busy, out var hash)) return busy;

        user.PasswordHash = hash;
        user.NormalizedUserName = users.NormalizeName(name);
        user.LockoutEnabled = users.Options.Lockout.AllowedForNewUsers;
        user.SecurityStamp = Guid.NewGuid().ToString();
        return user;
    }

    private FieldProblem User(IdentityError error) => error.Code == nameof(IdentityErrorDescriber.InvalidUserName)
        ? new("user", $"A user's name is made of letters from a to z, digits and {Symbols(users.Options.User)}.", "Choose another name.")
        : new("user", error.Description, "Choose another name.");

    private static FieldProblem Password(IdentityError error) => new("password", error.Description, "Choose another password.");

    private static string Symbols(UserOptions rules) => string.Concat(rules.AllowedUserNameCharacters.Where(c => !char.IsAsciiLetterOrDigit(c)));
}
