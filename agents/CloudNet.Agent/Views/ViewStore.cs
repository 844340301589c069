using System.Collections.Immutable;
using System.Text.Json;
using CloudNet.Agent.State;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Views;

/// <summary>
/// The views on disk, a file for each stream (<c>views/network-{id}.json</c>, <c>views/host-{id}.json</c>), so that a host
/// comes up into its networks with no controller. A file that cannot be read is reported and left out; the others count.
/// </summary>
/// <param name="folder">Where they are.</param>
internal sealed class ViewStore(StateFolder folder)
{
    private const string Ending = ".json";

    /// <summary>
    /// What is on disk, with the problems met. It may hold a network that the host has left, where the agent ended between
    /// saving the one and deleting the other: <see cref="ViewSet.WithoutLeft"/>.
    /// </summary>
    public (ViewSet Views, ImmutableArray<string> Problems) Load(HostId self)
    {
        var copies = ImmutableSortedDictionary.CreateBuilder<StreamName, ViewCopy>();
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var path in Directory.Exists(folder.Views) ? Directory.GetFiles(folder.Views, "*" + Ending) : [])
        {
            var (copy, problem) = Read(path);
            if (problem is not null) problems.Add(problem);
            // A view of another identity's is left from an earlier enrolment.
            else if (copy!.View is NetworkView || copy.View.Stream.Host == self) copies[copy.View.Stream] = copy;
        }
        return (new ViewSet(self, copies.ToImmutable()), problems.ToImmutable());
    }

    /// <summary>Makes the disk say what <paramref name="now"/> says, where it said <paramref name="before"/>. Adds before it deletes.</summary>
    public void Save(ViewSet before, ViewSet now)
    {
        foreach (var (stream, copy) in now.Copies.Where(pair => before.RevisionOf(pair.Key) != pair.Value.Revision))
            DurableFile.Write(PathOf(stream), JsonSerializer.SerializeToUtf8Bytes(copy, ContractsJson.Default.ViewCopy));
        foreach (var stream in before.Copies.Keys.Where(stream => !now.Copies.ContainsKey(stream))) DurableFile.Delete(PathOf(stream));
    }

    private (ViewCopy? Copy, string? Problem) Read(string path)
    {
        try
        {
            var copy = JsonSerializer.Deserialize(File.ReadAllBytes(path), ContractsJson.Default.ViewCopy) ?? throw new JsonException("It holds null.");
            if (copy.Revision < 1) throw new JsonException($"Its revision is {copy.Revision}.");
            if (PathOf(copy.View.Stream) != path) throw new JsonException($"It holds the view of {copy.View.Stream}.");
            return (copy, null);
        }
        catch (Exception fault) when (fault is JsonException or IOException or NotSupportedException)
        {
            return (null, $"The saved view {path} cannot be read and is left out until the controller sends it again: {fault.Message}");
        }
    }

    private string PathOf(StreamName stream) => Path.Combine(folder.Views, stream.Text.Replace('/', '-') + Ending);
}
