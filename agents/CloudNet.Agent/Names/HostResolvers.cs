using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Names;

/// <summary>Which name servers the host itself asks (resolv.conf(5)): read anew where the file is another.</summary>
/// <param name="path">The file.</param>
/// <param name="clock">Spaces the looks at it.</param>
internal sealed class HostResolvers(string path, TimeProvider clock)
{
    /// <summary>The usual file.</summary>
    public const string Usual = "/etc/resolv.conf";

    private const int Most = 3; // MAXNS: resolv.h
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private readonly Lock guard = new();
    private ImmutableArray<IPAddress> servers = [];
    private DateTimeOffset looked = DateTimeOffset.MinValue;
    private DateTime? written;

    /// <summary>The servers at this moment; none where the file is not there or names none.</summary>
    public ImmutableArray<IPAddress> Current
    {
        get
        {
            lock (guard)
            {
                var now = clock.GetUtcNow();
                if (now - looked < Between) return servers;
                looked = now;
                try
                {
                    // Of what is not there it is a time of its own. A link leads to what is written.
                    var at = (File.ResolveLinkTarget(path, true) ?? new FileInfo(path)).LastWriteTimeUtc;
                    if (at != written) servers = In(File.ReadAllText(path));
                    written = at;
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
                {
                    (servers, written) = ([], null);
                }
                return servers;
            }
        }
    }

    /// <summary>The servers in a file's text.</summary>
    public static ImmutableArray<IPAddress> In(string text) =>
    [
        .. (from line in text.Split('\n')
            let words = line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)
            where words.Length > 1 && words[0] == "nameserver"
            let address = IPAddress.TryParse(words[1], out var one) ? one : null
            where address is not null
            select address).Distinct().Take(Most),
    ];
}
