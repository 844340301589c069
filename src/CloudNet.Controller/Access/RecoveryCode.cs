using System.Security.Cryptography;

namespace CloudNet.Controller.Access;

/// <summary>
/// Codes that stand in for those of an authenticator app that was lost: almost 80 random bits each, in groups that can be read and typed.
/// </summary>
internal static class RecoveryCode
{
    // Those that are not taken for one another.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Length = 16;
    private const int Group = 4;

    /// <summary>A new one, as in <c>k7xm-2pqd-9wat-hc4n</c>.</summary>
    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(Group).Select(group => new string(group)));
}
