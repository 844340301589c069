using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Names;

namespace CloudNet.Agent.Attach;

/// <summary>Which servers a workload asks that was given none of its own: those of the host.</summary>
/// <param name="files">The host's own file, and others that say what a host asks.</param>
internal sealed class UsualServers(ImmutableArray<string> files)
{
    // What Docker gives where the host's are such as no container reaches.
    private static readonly IPAddress[] Dockers =
        [.. new[] { "8.8.8.8", "8.8.4.4", "2001:4860:4860::8888", "2001:4860:4860::8844" }.Select(IPAddress.Parse)];

    /// <summary>Those of this host: in its own file, and in that which systemd-resolved writes for others.</summary>
    public static UsualServers OfHost { get; } = new([HostResolvers.Usual, "/run/systemd/resolve/resolv.conf"]);

    /// <summary>The host's own file.</summary>
    public string Text => Read(files[0]);

    /// <summary>The servers in a file's text that are others.</summary>
    public IPAddress[] OthersIn(string text) =>
        [.. HostResolvers.In(text).Except(files.SelectMany(file => HostResolvers.In(Read(file)))).Except(Dockers)];

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
