using System.Net;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Link;

/// <summary>Agent to controller, in answer to <see cref="Challenge"/> and within ten seconds of it.</summary>
/// <param name="Protocol">Version of the link's protocol that the agent speaks (<see cref="ProtocolVersion"/>).</param>
/// <param name="Host">Who the agent says it is.</param>
/// <param name="Signature">Signature of <see cref="LinkProof.LinkPayload"/> by the host's private key, in base64.</param>
/// <param name="AgentVersion">Version of the agent; at most 63 characters.</param>
/// <param name="BootId">The kernel's boot id, as in /proc/sys/kernel/random/boot_id.</param>
/// <param name="UnderlayAddress">The address that peers shall send to.</param>
/// <param name="Have">How far the agent is in each stream that it follows; at most 4,096.</param>
/// <param name="Netns">
/// Inode of the agent's network namespace (namespaces(7)), which with the boot id tells a machine from a copy of it; null where the
/// agent is of a version that does not say.
/// </param>
public sealed record Hello(
    int Protocol, HostId Host, string Signature, string AgentVersion, string BootId, IPAddress UnderlayAddress,
    IReadOnlyList<StreamRevision> Have,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Netns = null) : LinkMessage;
