using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CloudNet.Controller.Access;

/// <summary>Hashes passwords, as slowly as <see cref="PasswordHasherOptions"/> says: a check of nobody's takes as long as one of somebody's.</summary>
public sealed class PasswordHashes(IOptions<PasswordHasherOptions> options)
{
    private static readonly UserRow Nobody = new();
    private readonly PasswordHasher<UserRow> hasher = new(options);
    private string? decoy;

    /// <summary>The hash of a password.</summary>
    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <summary>Whether it is the password of the hash; of null, which is nobody's, it never is.</summary>
    public bool IsRight(string? hash, string password)
    {
        decoy ??= Hash(Guid.NewGuid().ToString());
        return hasher.VerifyHashedPassword(Nobody, hash ?? decoy, password) != PasswordVerificationResult.Failed && hash is not null;
    }
}
