using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Hosts;

/// <summary>What a host may be, and how it proves who it is.</summary>
public static class HostRules
{
    /// <summary>Longest machine id; characters.</summary>
    public const int LongestMachineId = 128;

    /// <summary>The host that asks to be taken in, or everything that is wrong with its request at once.</summary>
    public static Outcome<NewHost> Parse(EnrolHost request)
    {
        List<FieldProblem> problems = [];
        if (string.IsNullOrEmpty(request.Key))
            problems.Add(new("key", "An enrolment key is required.",
                "Give the secret of one; the dashboard and POST /api/v1/enrolment-keys make them."));
        if (NameRules.Host("name", request.Name) is { } nameProblem) problems.Add(nameProblem);
        if (Underlay("underlayAddress", request.UnderlayAddress, out var underlay) is { } underlayProblem) problems.Add(underlayProblem);
        if (MachineId(request.MachineId) is { } machineProblem) problems.Add(machineProblem);
        var publicKey = HostKey.Decode(request.PublicKey);
        if (publicKey is null)
            problems.Add(new("publicKey", "It is not an ECDSA P-256 public key.", "Send its SubjectPublicKeyInfo (RFC 5480) in base64."));
        else if (!IsProven(request, publicKey))
            problems.Add(new("proof", "It is not this key's signature of the request.",
                "Sign with the private half of publicKey (docs/protocol.md, 'Enrolment')."));
        return problems.Count > 0
            ? Refusal.Invalid(problems)
            : new NewHost(request.Name!, publicKey!, underlay, request.MachineId, request.Key!);
    }

    /// <summary>Refuses an address that peers cannot send to.</summary>
    public static Refusal? Underlay(IPAddress address) => Underlay("underlayAddress", address.ToString(), out _) is { } problem
        ? Refusal.Invalid([problem])
        : null;

    /// <summary>Refuses an address of another family to a host that is in networks: peers that are reached by the one do not reach the other.</summary>
    public static Refusal? OtherFamily(string name, IPAddress now, IPAddress next) => now.AddressFamily == next.AddressFamily
        ? null
        : Refusal.Conflict("The address is of another family", [new("underlayAddress", $"Host '{name}' is reached by its peers at {now}, and {next} is of the other family.",
            "Give an address of the same family, or take the host out of its networks first.")]);

    private static FieldProblem? Underlay(string field, string? text, out IPAddress address)
    {
        if (AddressText.Address(field, text, out address) is { } problem) return problem;
        return SpecialRanges.Within(address) is { } special
            ? new(field, $"{address} is in {special}, where no peer can send to.",
                "Give the host's own unicast address on the network that joins the hosts.")
            : null;
    }

    private static FieldProblem? MachineId(string? id) =>
        id is null || (id.Length <= LongestMachineId && id.All(c => c is > ' ' and < '\x7f'))
            ? null
            : new("machineId", $"It is at most {LongestMachineId} visible ASCII characters.",
                "Send what /etc/machine-id holds, without the line end, or leave it out.");

    private static bool IsProven(EnrolHost request, byte[] publicKey) => HostKey.Verifies(
        publicKey, LinkProof.EnrolPayload(request.PublicKey ?? "", request.Name ?? "", request.Key ?? ""), request.Proof);
}
