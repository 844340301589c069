using System.Collections.Immutable;
using System.Text.Json;
using CloudNet.Agent.State;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Views;

/// <summary>
/// The views on disk, a file for each stream (<c>views/network-{id}.json</c>, <c>views/workloads-{id}.json</c>, <c>views/host-{id}.json</c>), so that a host
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
        var outdated = ImmutableHashSet.CreateBuilder<StreamName>();
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var path in Directory.Exists(folder.Views) ? Directory.GetFiles(folder.Views, "*" + Ending) : [])
        {
            var (saved, problem) = Read(path);
            if (problem is not null) problems.Add(problem);
            // A view of another identity's is left from an earlier enrolment.
            if (saved is null || (saved.View is HostView && saved.View.Stream.Host != self)) continue;
            copies[saved.View.Stream] = new(saved.Revision, saved.View);
            if (saved.Format < SavedView.Newest) outdated.Add(saved.View.Stream);
        }
        return (new ViewSet(self, copies.ToImmutable()) { Outdated = outdated.ToImmutable() }, problems.ToImmutable());
    }

    /// <summary>Makes the disk say what <paramref name="now"/> says, where it said <paramref name="before"/>. Adds before it deletes.</summary>
    public void Save(ViewSet before, ViewSet now)
    {
        foreach (var (stream, copy) in now.Copies.Where(pair => Differs(before, now, pair.Key)))
        {
            var saved = new SavedView(copy.Revision, copy.View, now.Outdated.Contains(stream) ? 0 : SavedView.Newest);
            DurableFile.Write(PathOf(stream), JsonSerializer.SerializeToUtf8Bytes(saved, ContractsJson.Default.SavedView));
        }
        foreach (var stream in before.Copies.Keys.Where(stream => !now.Copies.ContainsKey(stream))) DurableFile.Delete(PathOf(stream));
    }

    private (SavedView? Saved, string? Problem) Read(string path)
    {
        try
        {
            var saved = JsonSerializer.Deserialize(File.ReadAllBytes(path), ContractsJson.Default.SavedView) ?? throw new JsonException("It holds null.");
            if (saved.Revision < 1) throw new JsonException($"Its revision is {saved.Revision}.");
            if (PathOf(saved.View.Stream) != path) throw new JsonException($"It holds the view of {saved.View.Stream}.");
            return (saved, null);
        }
        catch (Exception fault) when (fault is JsonException or IOException or NotSupportedException)
        {
            return (null, $"The saved view {path} cannot be read and is left out until the controller sends it again: {fault.Message}");
        }
    }

    private static bool Differs(ViewSet before, ViewSet now, StreamName stream) =>
        before.RevisionOf(stream) != now.RevisionOf(stream) || before.WantedFrom(stream) != now.WantedFrom(stream);

    private string PathOf(StreamName stream) => Path.Combine(folder.Views, stream.Text.Replace('/', '-') + Ending);
}
