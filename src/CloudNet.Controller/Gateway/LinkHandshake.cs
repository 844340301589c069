using System.Security.Cryptography;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Gateway;

/// <summary>Finds out who is at the other end: a challenge, and a hello signed with the key that the host enrolled with.</summary>
public sealed class LinkHandshake(CloudNetStore store, TimeProvider clock)
{
    /// <summary>The first frame of a link.</summary>
    public static Challenge NewChallenge() => new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Reads the hello and proves it.</summary>
    /// <exception cref="LinkRefusal">It did not come in time, or proves nothing, or the host is not enrolled (any more).</exception>
    public async Task<(Hello Hello, HostIdentity Identity)> ProveAsync(LinkReader reader, Challenge challenge, CancellationToken cancel)
    {
        var hello = await HelloAsync(reader, cancel);
        if (hello.Protocol is < ProtocolVersion.Oldest or > ProtocolVersion.Newest)
            throw new LinkRefusal(LinkClose.ProtocolUnknown, $"protocol {hello.Protocol} is not spoken here: {ProtocolVersion.Oldest} to {ProtocolVersion.Newest} are");
        await using var db = store.ForSystem();
        var identity = await HostIdentity.FindAsync(db, hello.Host, cancel)
            ?? throw await UnknownAsync(db, hello.Host, cancel);
        if (!IsSigned(identity, challenge, hello)) throw new LinkRefusal(LinkClose.NotProven, "the signature is not by the key that this host enrolled with");
        return (hello, identity);
    }

    /// <summary>
    /// A host that was removed has left its stream. One that left nothing was never here, or here is the wrong database, or one
    /// restored from before it enrolled: no reason to tell it to tear down its network.
    /// </summary>
    private static async Task<LinkRefusal> UnknownAsync(CloudNetDb db, HostId host, CancellationToken cancel) =>
        await HostIdentity.WasRemovedAsync(db, host, cancel)
            ? new(LinkClose.HostRemoved, $"host {host} was removed in the controller")
            : new(LinkClose.NotProven, $"host {host} is not known to this controller");

    private async Task<Hello> HelloAsync(LinkReader reader, CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(TimeSpan.FromSeconds(LinkLimits.HelloSeconds), clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel, timer.Token);
        try
        {
            var message = await reader.ReadAsync(patience.Token);
            if (message is not Hello hello) throw new LinkRefusal(LinkClose.Malformed, "the first message is a hello");
            if (LinkRules.Broken(hello) is { } broken) throw new LinkRefusal(LinkClose.Malformed, broken);
            return hello;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new LinkRefusal(LinkClose.TimedOut, $"no hello within {LinkLimits.HelloSeconds} seconds");
        }
    }

    private static bool IsSigned(HostIdentity identity, Challenge challenge, Hello hello)
    {
        var signature = new byte[64];
        if (!Convert.TryFromBase64String(hello.Signature, signature, out var length) || length != signature.Length) return false;
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(identity.PublicKey, out _);
        return key.VerifyData(
            LinkProof.LinkPayload(hello.Host, challenge.Nonce), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
