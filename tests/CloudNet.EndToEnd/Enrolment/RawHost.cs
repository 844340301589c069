using System.Net;
using System.Security.Cryptography;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;

namespace CloudNet.EndToEnd.Enrolment;

/// <summary>
/// A host as the controller sees one, without an agent behind it: a key pair, and what can be sent with it, right or wrong.
/// </summary>
public sealed class RawHost(string name, IPAddress underlay) : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Name => name;

    public IPAddress Underlay => underlay;

    public HostId Id { get; private set; }

    public string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    public EnrolHost Request(string secret) => new(
        secret, name, PublicKey, Sign(LinkProof.EnrolPayload(PublicKey, name, secret)), underlay.ToString());

    public async Task<EnrolledHost> EnrolAsync(ControllerApi api, string secret)
    {
        var enrolled = await api.EnrolAsync(Request(secret));
        Id = enrolled.HostId;
        return enrolled;
    }

    public Hello Hello(Challenge challenge) => new(
        ProtocolVersion.Newest, Id, Sign(LinkProof.LinkPayload(Id, challenge.Nonce)), "0.0.0-raw", "raw", underlay, []);

    public void Dispose() => key.Dispose();

    private string Sign(byte[] payload) => Convert.ToBase64String(
        key.SignData(payload, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
}
