using System.Security.Cryptography;
using System.Text;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Enrol;

/// <summary>
/// The host's key pair (ECDSA P-256). The private half never leaves the host: <c>host.key</c> holds it (PKCS #8 in PEM), the
/// controller keeps the public half, and the host proves itself by signing.
/// </summary>
internal sealed class HostKey : IDisposable
{
    private readonly ECDsa pair;

    private HostKey(ECDsa pair) => this.pair = pair;

    /// <summary>The public half: SubjectPublicKeyInfo in base64.</summary>
    public string PublicKey => Convert.ToBase64String(pair.ExportSubjectPublicKeyInfo());

    /// <summary>The saved key, or a new one, saved before this returns, so that an enrolment tried again uses the same.</summary>
    public static HostKey LoadOrCreate(StateFolder folder) => File.Exists(folder.Key) ? Load(folder) : Create(folder);

    /// <summary>The saved key.</summary>
    /// <exception cref="InvalidDataException">There is none, or what is there is not a P-256 key.</exception>
    public static HostKey Load(StateFolder folder)
    {
        var pair = ECDsa.Create();
        try
        {
            pair.ImportFromPem(File.ReadAllText(folder.Key));
            if (pair.KeySize != 256) throw new ArgumentException($"it is of {pair.KeySize} bits, not 256");
            return new(pair);
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException or FileNotFoundException)
        {
            pair.Dispose();
            throw new InvalidDataException(
                $"The host's key {folder.Key} cannot be used: {fault.Message} Remove the host in the controller, delete {folder.Path}, and enrol again.", fault);
        }
    }

    /// <summary>Makes a new key and saves it in the place of any other.</summary>
    public static HostKey Create(StateFolder folder)
    {
        var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DurableFile.Write(folder.Key, Encoding.ASCII.GetBytes(pair.ExportPkcs8PrivateKeyPem() + "\n"));
        return new(pair);
    }

    /// <summary>Signature over SHA-256, in IEEE P1363 form, in base64 (<see cref="Contracts.Link.LinkProof"/>).</summary>
    public string Sign(byte[] payload) =>
        Convert.ToBase64String(pair.SignData(payload, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    /// <inheritdoc/>
    public void Dispose() => pair.Dispose();
}
