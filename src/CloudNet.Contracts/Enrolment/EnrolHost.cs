using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Enrolment;

/// <summary>
/// A host asks to be taken in (<c>POST /agent/v1/enrol</c>). Asked again with the same public key it gets the same answer,
/// and the key's uses are not counted twice.
/// </summary>
/// <param name="Key">The enrolment key's secret.</param>
/// <param name="Name">The host's name; lower-case letters, digits, hyphens and dots, 1 to 63 characters; unique in the tenant.</param>
/// <param name="PublicKey">ECDSA P-256 public key, SubjectPublicKeyInfo (RFC 5480) in base64.</param>
/// <param name="Proof">Signature of <see cref="Link.LinkProof.EnrolPayload"/> by the private key, in base64.</param>
/// <param name="UnderlayAddress">The address that peers shall send to; unique in the tenant.</param>
/// <param name="MachineId">Contents of /etc/machine-id, or null where there is none; at most 128 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)] // An agent may be newer than the controller.
public sealed record EnrolHost(
    [property: Required] string? Key = null, [property: Required] string? Name = null, [property: Required] string? PublicKey = null,
    [property: Required] string? Proof = null, [property: Required] string? UnderlayAddress = null,
    string? MachineId = null);
