using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Xunit;

namespace CloudNet.Controller.Tests.Access;

/// <summary>
/// What a person has on their phone: RFC 6238 and 4648 by the letter, and nothing of the controller's. It keeps to the real clock,
/// as Identity does, and shows a code that it did not show before without waiting for it: those of the steps about now are taken.
/// </summary>
public sealed class AuthenticatorApp(string secret)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private long last;

    /// <summary>The secret that was put into it.</summary>
    public string Secret => secret;

    /// <summary>The code that was shown last.</summary>
    public string Last => At(last);

    /// <summary>A code that was not shown before.</summary>
    public string Next()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30;
        last = Math.Max(last + 1, now - 1);
        Assert.True(last <= now + 2, "more codes were shown than are taken at once");
        return At(last);
    }

    /// <summary>Six digits that are the code of no step about now.</summary>
    public string Wrong()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30;
        var right = Enumerable.Range(-4, 9).Select(away => At(now + away)).ToHashSet();
        return Enumerable.Range(0, 10).Select(digit => $"00000{digit}").First(code => !right.Contains(code));
    }

    private string At(long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var mac = HMACSHA1.HashData(Bytes(), counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private byte[] Bytes()
    {
        var bits = string.Concat(secret.Select(letter => Convert.ToString(Base32.IndexOf(letter), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }
}
