using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Attach;

/// <summary>The attachment book on disk (<c>attachments.json</c>), written whole and in one step.</summary>
/// <param name="folder">Where it is.</param>
internal sealed class AttachmentStore(StateFolder folder)
{
    /// <summary>What is on disk; an empty book where there is none.</summary>
    /// <exception cref="InvalidDataException">
    /// It cannot be understood. Nothing may be done then: to take it for empty would cut off every workload.
    /// </exception>
    public AttachmentBook Load()
    {
        if (!File.Exists(folder.Attachments)) return AttachmentBook.Empty;
        try
        {
            return AttachmentUpgrade.Upgrade(JsonNode.Parse(File.ReadAllBytes(folder.Attachments))).Deserialize(AgentJson.Default.AttachmentBook)
                ?? throw new JsonException("It holds null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(
                $"{folder.Attachments} cannot be read, so nothing is changed on this host: {fault.Message} "
                + "Put a good copy in its place, or delete it to detach every workload.", fault);
        }
    }

    /// <summary>Saves a book.</summary>
    public void Save(AttachmentBook book) =>
        DurableFile.Write(folder.Attachments, JsonSerializer.SerializeToUtf8Bytes(book, AgentJson.Default.AttachmentBook));
}
