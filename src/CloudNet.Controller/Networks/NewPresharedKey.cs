using System.Security.Cryptography;
using CloudNet.Contracts.Views;

namespace CloudNet.Controller.Networks;

/// <summary>Makes the secrets that hosts of a network share.</summary>
internal static class NewPresharedKey
{
    private const int Bytes = 32;

    /// <summary>One that nobody had before; null where the way across has none.</summary>
    public static PresharedKey? For(DataPlane plane) => plane.Preshared ? PresharedKey.Of(RandomNumberGenerator.GetBytes(Bytes)) : null;
}
