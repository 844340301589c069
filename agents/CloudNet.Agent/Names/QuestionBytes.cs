using System.Net;
using ARSoft.Tools.Net.Dns;

namespace CloudNet.Agent.Names;

/// <summary>
/// Takes the bytes of a question for the library. It reads them at once and throws whatever comes of bytes that make no sense, and what is thrown where it
/// waits for the next question ends the process.
/// </summary>
internal static class QuestionBytes
{
    /// <summary>Bytes before the message itself, for its length.</summary>
    public const int Header = DnsRawPackage.LENGTH_HEADER_LENGTH;

    private const int Shortest = 12, Longest = 4096; // bytes; the shortest is a header (RFC 1035, 4.1.1)
    private const byte IsAnswer = 0x80, More = 2; // the bit QR; records behind a question, such as EDNS's

    /// <summary>
    /// The question; null: the bytes are none. An answer is none, be it to a question that was never asked, so that no two servers answer each other for ever.
    /// Nor is one that says that it has more records than a question has: room would be made for them.
    /// </summary>
    /// <param name="whole">The length in two bytes, and the message.</param>
    /// <param name="from">Who asks.</param>
    /// <param name="to">Whom.</param>
    public static DnsReceivedRawPackage? Take(byte[] whole, IPEndPoint from, IPEndPoint to)
    {
        if (!IsQuestion(whole.AsSpan(Header)) || from.Port == 0) return null;
        try
        {
            return new(whole, from, to);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return null;
        }
    }

    // Of several questions it is told that they are too many.
    private static bool IsQuestion(ReadOnlySpan<byte> message) =>
        message.Length is >= Shortest and <= Longest && (message[2] & IsAnswer) == 0
        && message[4] == 0 && message[5] is 1 or 2 && message[6..11].IndexOfAnyExcept((byte)0) < 0 && message[11] <= More;
}
