using System.Text.Json;
using CloudNet.Agent.State;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Agent.Enrol;

/// <summary>
/// Kept on disk from the moment the controller says that this host was removed (<c>removed.json</c>), so that a restart does
/// not bring back what was taken down.
/// </summary>
/// <param name="HostId">The identity that was removed; a mark for another identity is an old one and says nothing.</param>
/// <param name="At">When the controller said so.</param>
/// <param name="NewKey">Whether host.key was made after the removal, for the next enrolment.</param>
internal sealed record RemovedMark(HostId HostId, DateTimeOffset At, bool NewKey)
{
    /// <summary>Reads the mark of an identity, or answers null where that identity stands.</summary>
    public static RemovedMark? Load(StateFolder folder, HostId host)
    {
        if (!File.Exists(folder.Removed)) return null;
        try
        {
            var mark = JsonSerializer.Deserialize(File.ReadAllBytes(folder.Removed), AgentJson.Default.RemovedMark);
            return mark?.HostId == host ? mark : null;
        }
        catch (JsonException)
        {
            // Unreadable says nothing, and nothing is taken down without being told: the controller will say it again.
            return null;
        }
    }

    /// <summary>Saves it.</summary>
    public void Save(StateFolder folder) =>
        DurableFile.Write(folder.Removed, JsonSerializer.SerializeToUtf8Bytes(this, AgentJson.Default.RemovedMark));
}
