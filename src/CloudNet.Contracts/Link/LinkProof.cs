using System.Text;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Link;

/// <summary>
/// What a host signs to prove its identity: ECDSA P-256 over SHA-256 (FIPS 186-5), signature in IEEE P1363 form, base64.
/// Each payload begins with words of its own, so that a signature made for one purpose serves no other.
/// </summary>
public static class LinkProof
{
    /// <summary>Signed when a link opens.</summary>
    /// <param name="host">Who signs.</param>
    /// <param name="nonce">The challenge's nonce, as it came.</param>
    public static byte[] LinkPayload(HostId host, string nonce) => Encoding.UTF8.GetBytes($"cloudnet link 1\n{host}\n{nonce}");

    /// <summary>Signed when a host enrols: shows that it holds the private half, and binds the proof to this key and name.</summary>
    /// <param name="publicKey">The public key in base64, as sent.</param>
    /// <param name="name">The host's name, as sent.</param>
    /// <param name="enrolmentKey">The enrolment key's secret, as sent.</param>
    public static byte[] EnrolPayload(string publicKey, string name, string enrolmentKey) =>
        Encoding.UTF8.GetBytes($"cloudnet enrol 1\n{publicKey}\n{name}\n{enrolmentKey}");
}
