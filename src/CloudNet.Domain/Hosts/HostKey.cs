using System.Security.Cryptography;

namespace CloudNet.Domain.Hosts;

/// <summary>
/// A host's public key: ECDSA on P-256 as SubjectPublicKeyInfo (RFC 5480), with the point uncompressed, as every common library
/// writes it. That form is 91 bytes of which the first 27 never differ, so they are compared instead of handing foreign bytes to
/// a DER parser, and one key has one form. Nothing else decodes a host's key.
/// </summary>
public static class HostKey
{
    // Longer than the 124 characters of a key and the 88 of a signature.
    private const int LongestText = 256;
    private const int Length = 91;

    // SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING 04 x y }
    private static readonly byte[] Head = Convert.FromHexString("3059301306072A8648CE3D020106082A8648CE3D03010703420004");

    /// <summary>Reads a key from base64; null where it is not one.</summary>
    public static byte[]? Decode(string? base64)
    {
        if (!TryBase64(base64, out var bytes) || bytes.Length != Length || !bytes.AsSpan().StartsWith(Head)) return null;
        try
        {
            using var key = Import(bytes);
            return bytes;
        }
        catch (CryptographicException)
        {
            // Not a point of the curve.
            return null;
        }
    }

    /// <summary>Whether a signature (base64, IEEE P1363) of the payload was made by the private half of this key.</summary>
    /// <param name="publicKey">The key, as <see cref="Decode"/> gave it.</param>
    /// <param name="payload">What was signed.</param>
    /// <param name="signature">The signature, from outside.</param>
    public static bool Verifies(byte[] publicKey, byte[] payload, string? signature)
    {
        if (!TryBase64(signature, out var bytes)) return false;
        using var key = Import(publicKey);
        return key.VerifyData(payload, bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static ECDsa Import(byte[] spki)
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        return key;
    }

    private static bool TryBase64(string? text, out byte[] bytes)
    {
        var buffer = new byte[LongestText];
        var length = 0;
        var right = text is { Length: <= LongestText } && Convert.TryFromBase64String(text, buffer, out length);
        bytes = buffer[..length];
        return right;
    }
}
