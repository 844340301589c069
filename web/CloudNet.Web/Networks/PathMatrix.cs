using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Paths;
using CloudNet.Web.States;

namespace CloudNet.Web.Networks;

/// <summary>Who reaches whom in a network, ready to be drawn.</summary>
/// <param name="first">The first page of all paths.</param>
/// <param name="wrong">Where there are more: the first page of those that are wrong.</param>
public sealed class PathMatrix(Page<PathRecord> first, Page<PathRecord>? wrong)
{
    /// <summary>So many hosts are drawn as a table; with more, only what is wrong is listed.</summary>
    public const int MostHosts = 16;

    /// <summary>So many lines are listed.</summary>
    public const int MostLines = 20;

    private readonly ILookup<(string, string), PathRecord> paths = first.Items.ToLookup(path => (path.HostName, path.PeerName));

    /// <summary>The hosts, where all paths are known; else none.</summary>
    public IReadOnlyList<string> Hosts { get; } = first.Next is not null ? []
        : [.. first.Items.SelectMany(path => new[] { path.HostName, path.PeerName }).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Paths that are lost or carry less than promised.</summary>
    public IReadOnlyList<PathRecord> Wrong { get; } = [.. (wrong ?? first).Items.Where(PathWords.IsWrong)];

    /// <summary>All of it in a few words.</summary>
    public string Words => first.Items.Count == 0 ? "Nothing probed yet: it takes two linked hosts and some seconds"
        : Wrong.Count > 0 ? $"{(wrong?.Next is null ? "" : "more than ")}{Count.Of(Wrong.Count, "path")} with a fault"
        : first.Next is null ? "Every host reaches every other" : "No path has a fault";

    /// <summary>How that is shown.</summary>
    public Tone Tone => first.Items.Count == 0 ? Tone.Quiet : Wrong.Count > 0 ? Tone.Bad : Tone.Good;

    /// <summary>Value of <c>data-state</c>.</summary>
    public string Hook => first.Items.Count == 0 ? "unknown" : Wrong.Count > 0 ? "wrong" : "reached";

    /// <summary>The cell of two hosts: the worst of their paths.</summary>
    public PathCell Of(string host, string peer)
    {
        if (host == peer) return new(Tone.Quiet, "", "itself", "");
        var both = paths[(host, peer)].ToArray();
        if (both.Length == 0) return new(Tone.Quiet, "?", "unknown", $"{host} has not probed {peer} yet");
        var title = string.Join("; ", both.Select(PathWords.Line));
        if (Array.Find(both, path => !path.Reached) is { } lost) return new(Tone.Bad, lost.Fault == PathFault.Host ? "down" : "lost", "lost", title);
        if (Array.Find(both, PathWords.IsWrong) is { } cut) return new(Tone.Bad, $"MTU {cut.Mtu}", "short", title);
        var tone = both.Any(path => path.LossPercent > 0) ? Tone.Pending : Tone.Good;
        return new(tone, PathWords.Latency(both.Max(path => path.LatencyMicroseconds)), "reached", title);
    }
}
