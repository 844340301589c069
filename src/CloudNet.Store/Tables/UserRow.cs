using Microsoft.AspNetCore.Identity;

namespace CloudNet.Store.Tables;

/// <summary>Table <c>users</c>: a person who signs in, kept by ASP.NET Core Identity.</summary>
public sealed class UserRow : IdentityUser<Guid>
{
    /// <summary>
    /// The secret that the person's authenticator app has too, encrypted; null where none was given out. It counts while
    /// <see cref="IdentityUser{TKey}.TwoFactorEnabled"/> is set, and waits to be confirmed before.
    /// </summary>
    public byte[]? AuthenticatorKey { get; set; }
}
