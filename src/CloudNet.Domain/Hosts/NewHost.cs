using System.Net;

namespace CloudNet.Domain.Hosts;

/// <summary>A host that asks to be taken in, parsed, and proven to hold the private half of its key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PublicKey">Its public key: SubjectPublicKeyInfo, in the one form that is stored.</param>
/// <param name="Underlay">The address that peers shall send to.</param>
/// <param name="MachineId">Contents of its /etc/machine-id, or null.</param>
/// <param name="EnrolmentKey">Secret of the enrolment key that it gives.</param>
public sealed record NewHost(string Name, byte[] PublicKey, IPAddress Underlay, string? MachineId, string EnrolmentKey);
