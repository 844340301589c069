using System.Security.Cryptography;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Link;

namespace CloudNet.Controller.Tests.Api;

/// <summary>A host that enrols: its key pair, and how it asks.</summary>
public sealed class TestHost(string name, string underlay) : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Name => name;

    /// <summary>What it sends to enrol.</summary>
    public EnrolHost Request(string enrolmentKey)
    {
        var publicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        var proof = key.SignData(LinkProof.EnrolPayload(publicKey, name, enrolmentKey), HashAlgorithmName.SHA256);
        return new(enrolmentKey, name, publicKey, Convert.ToBase64String(proof), underlay, "0123456789abcdef0123456789abcdef");
    }

    /// <summary>The same host after its address changed, or under another name.</summary>
    public EnrolHost RequestAs(string otherName, string enrolmentKey)
    {
        var request = Request(enrolmentKey);
        var proof = key.SignData(LinkProof.EnrolPayload(request.PublicKey!, otherName, enrolmentKey), HashAlgorithmName.SHA256);
        return request with { Name = otherName, Proof = Convert.ToBase64String(proof) };
    }

    public void Dispose() => key.Dispose();
}
