using System.Security.Cryptography;
using System.Text;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.DataProtection;

namespace CloudNet.Controller.Access;

/// <summary>
/// Secrets of authenticator apps as they are stored: encrypted by the keys that also protect the cookies, so that a copy of the table
/// of people alone shows none. They cannot be hashed: each code is computed from the secret.
/// </summary>
public sealed class AuthenticatorKeys(IDataProtectionProvider protection, ILogger<AuthenticatorKeys> log)
{
    private readonly IDataProtector protector = protection.CreateProtector("CloudNet.SecondFactor");

    /// <summary>A secret as it is stored.</summary>
    public byte[] Protect(string secret) => protector.Protect(Encoding.UTF8.GetBytes(secret));

    /// <summary>The user's secret; null where they have none, or where the key that it was encrypted with is gone.</summary>
    public string? Of(UserRow user)
    {
        if (user.AuthenticatorKey is not { } stored) return null;
        try
        {
            return Encoding.UTF8.GetString(protector.Unprotect(stored));
        }
        catch (CryptographicException fault)
        {
            log.LogError(fault, "The second factor of user {User} cannot be read: the table data_protection_keys lacks its key.", user.Id);
            return null;
        }
    }
}
