using System.Net;
using System.Security.Cryptography;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Link;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Refusals;
using CsCheck;

namespace CloudNet.Domain.Tests.Hosts;

public sealed class HostRulesTests
{
    [Fact]
    public void Proven_host_is_taken_as_it_says()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.False(HostRules.Parse(Request(key)).IsRefused(out var refusal, out var host), refusal?.Detail);
        Assert.Equal(("v1", IPAddress.Parse("192.168.124.51"), "cnk_x"), (host.Name, host.Underlay, host.EnrolmentKey));
        Assert.Equal(key.ExportSubjectPublicKeyInfo(), host.PublicKey);
    }

    [Fact]
    public void Proof_holds_for_this_name_key_and_enrolment_key_only()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var right = Request(key);

        OneProblem(right with { Name = "v2" }, "proof");
        OneProblem(right with { Key = "cnk_y" }, "proof");
        OneProblem(right with { PublicKey = Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()) }, "proof");
        OneProblem(right with { Proof = Convert.ToBase64String(new byte[64]) }, "proof");
        var otherForm = key.SignData(Payload(right), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        OneProblem(right with { Proof = Convert.ToBase64String(otherForm) }, "proof");
        OneProblem(right with { Proof = "not base64" }, "proof");
        OneProblem(right with { Proof = null }, "proof");
        OneProblem(right with { Proof = new string('A', 60_000) }, "proof");
    }

    [Fact]
    public void Only_P256_is_a_host_key()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        var spki = p256.ExportSubjectPublicKeyInfo();

        Assert.NotNull(HostKey.Decode(Convert.ToBase64String(spki)));
        Assert.Null(HostKey.Decode(Convert.ToBase64String(p384.ExportSubjectPublicKeyInfo())));
        Assert.Null(HostKey.Decode(Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo())));
        Assert.Null(HostKey.Decode(Convert.ToBase64String([.. spki, 0])));
        Assert.Null(HostKey.Decode(Convert.ToBase64String(spki[..^1])));
        Assert.Null(HostKey.Decode(Convert.ToBase64String(Flipped(spki))));
        Assert.Null(HostKey.Decode(null));
        Assert.Null(HostKey.Decode(""));
        Assert.Null(HostKey.Decode(new string('A', 60_000)));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("0.0.0.0")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("::1")]
    [InlineData("192.168.124.51/24")]
    [InlineData("v1.example.org")]
    public void Underlay_address_is_one_that_peers_can_send_to(string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        OneProblem(Request(key) with { UnderlayAddress = address }, "underlayAddress");
        if (IPAddress.TryParse(address, out var parsed)) Assert.NotNull(HostRules.Underlay(parsed));
    }

    [Fact]
    public void Empty_request_is_told_everything_at_once()
    {
        Assert.True(HostRules.Parse(new EnrolHost()).IsRefused(out var refusal, out _));
        Assert.Equal(["key", "name", "underlayAddress", "publicKey"], refusal.Problems.Select(problem => problem.Field));
    }

    [Fact]
    public void Machine_id_is_bounded()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        OneProblem(Request(key) with { MachineId = new string('a', 129) }, "machineId");
        OneProblem(Request(key) with { MachineId = "a\nb" }, "machineId");
        Assert.False(HostRules.Parse(Request(key) with { MachineId = new string('a', 128) }).IsRefused(out _, out _));
    }

    [Fact]
    public void No_text_throws() => Gen.String.Array[6].Sample(text =>
        Assert.True(HostRules.Parse(new EnrolHost(text[0], text[1], text[2], text[3], text[4], text[5])).IsRefused(out _, out _)));

    [Fact]
    public void No_key_bytes_throw()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var spki = key.ExportSubjectPublicKeyInfo();
        Gen.Select(Gen.Int[0, spki.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var changed = spki.ToArray();
            changed[at] = value;
            HostKey.Decode(Convert.ToBase64String(changed));
        }, iter: 3_000);
    }

    private static byte[] Flipped(byte[] spki)
    {
        var changed = spki.ToArray();
        changed[^1] ^= 1; // no longer a point of the curve
        return changed;
    }

    private static EnrolHost Request(ECDsa key)
    {
        var request = new EnrolHost("cnk_x", "v1", Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), null, "192.168.124.51");
        return request with { Proof = Convert.ToBase64String(key.SignData(Payload(request), HashAlgorithmName.SHA256)) };
    }

    private static byte[] Payload(EnrolHost request) => LinkProof.EnrolPayload(request.PublicKey!, request.Name!, request.Key!);

    private static void OneProblem(EnrolHost request, string field)
    {
        Assert.True(HostRules.Parse(request).IsRefused(out var refusal, out _));
        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(field, Assert.Single(refusal.Problems).Field);
    }
}
