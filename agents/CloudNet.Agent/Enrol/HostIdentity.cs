using System.Net;
using System.Text.Json;
using CloudNet.Agent.State;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Agent.Enrol;

/// <summary>Who this host is, as its controller told it (<c>agent.json</c>).</summary>
/// <param name="Controller">Where the controller is.</param>
/// <param name="HostId">The host's identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tenant">Name of its tenant.</param>
/// <param name="Underlay">The address that peers send to.</param>
/// <param name="UnderlayGiven">Whether a person gave that address; else it was guessed, as where an older agent saved this.</param>
internal sealed record HostIdentity(
    string Controller, HostId HostId, string Name, string Tenant, IPAddress Underlay, bool UnderlayGiven = false)
{
    /// <summary>Where the controller is.</summary>
    /// <exception cref="InvalidDataException">What was saved is no address.</exception>
    public ControllerAddress Address() => ControllerAddress.TryParse(Controller, out var address)
        ? address : throw new InvalidDataException($"agent.json names the controller '{Controller}', which is no http or https address.");

    /// <summary>Reads it, or answers null where the host never enrolled.</summary>
    /// <exception cref="InvalidDataException">The file is there and cannot be understood.</exception>
    public static HostIdentity? Load(StateFolder folder)
    {
        if (!File.Exists(folder.Identity)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(folder.Identity), AgentJson.Default.HostIdentity)
                ?? throw new JsonException("it holds null");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(
                $"{folder.Identity} cannot be read: {fault.Message} Delete it and enrol again; the controller knows the host by host.key.", fault);
        }
    }

    /// <summary>Saves it.</summary>
    public void Save(StateFolder folder) =>
        DurableFile.Write(folder.Identity, JsonSerializer.SerializeToUtf8Bytes(this, AgentJson.Default.HostIdentity));
}
