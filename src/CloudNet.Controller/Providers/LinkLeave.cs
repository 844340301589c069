using System.Globalization;
using System.Security.Cryptography;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace CloudNet.Controller.Providers;

/// <summary>
/// That somebody who gave their password may link an account of the provider: goes to the provider and back with the browser, encrypted,
/// and is good for a few minutes, in a session of theirs, until their security stamp is another.
/// </summary>
public sealed class LinkLeave(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Item = "cloudnet:link";
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
    private readonly IDataProtector protector = protection.CreateProtector("CloudNet.ProviderLink");

    /// <summary>Gives it.</summary>
    public string Give(UserRow user) =>
        protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{user.Id} {(clock.GetUtcNow() + Lasts).UtcTicks} {user.SecurityStamp}"));

    /// <summary>Puts it into what the provider sends back.</summary>
    public static void Put(AuthenticationProperties asked, string leave) => asked.Items[Item] = leave;

    /// <summary>Whether the way to the provider was to link, and not to sign in.</summary>
    public static bool Is(AuthenticationProperties? asked) => asked?.Items.ContainsKey(Item) == true;

    /// <summary>Whose it is; null where it is nobody's, or over.</summary>
    public (Guid Id, string Stamp)? Of(AuthenticationProperties asked)
    {
        if (!asked.Items.TryGetValue(Item, out var leave) || leave is null) return null;
        try
        {
            var parts = protector.Unprotect(leave).Split(' ', 3);
            return clock.GetUtcNow().UtcTicks <= long.Parse(parts[1], CultureInfo.InvariantCulture) ? (Guid.Parse(parts[0]), parts[2]) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
