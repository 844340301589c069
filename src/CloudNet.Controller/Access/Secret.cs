using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CloudNet.Controller.Access;

/// <summary>
/// Secrets that the controller gives out: a prefix that says what it is (so that leaked ones are found), then 256 random bits.
/// Only the hash is kept; with that much randomness a plain one is enough, and looking it up tells nothing by its time.
/// </summary>
public static class Secret
{
    /// <summary>Begins an API token.</summary>
    public const string TokenPrefix = "cnt_";

    /// <summary>Begins an enrolment key.</summary>
    public const string KeyPrefix = "cnk_";

    /// <summary>Begins an invitation.</summary>
    public const string InvitationPrefix = "cni_";

    private const int Bytes = 32;

    /// <summary>A new secret.</summary>
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored of a secret.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
