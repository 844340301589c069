using System.Collections.Immutable;
using System.Text.Json;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Ranges;

/// <summary>Where Docker's settings and its program are on a host.</summary>
/// <param name="Config">Its daemon.json.</param>
/// <param name="Programs">Where its daemon may be; it is installed where one is there.</param>
internal sealed record DockerFiles(string Config, ImmutableArray<string> Programs)
{
    /// <summary>Where they usually are.</summary>
    public static DockerFiles Usual { get; } = new(
        "/etc/docker/daemon.json", ["/usr/bin/dockerd", "/usr/sbin/dockerd", "/usr/local/bin/dockerd", "/snap/bin/docker"]);

    /// <summary>Docker's pools; null where its file cannot be read, which says nothing of them: it may be being written.</summary>
    public ImmutableArray<HostRange>? Pools()
    {
        try
        {
            return DockerPools.Of(File.Exists(Config) ? File.ReadAllText(Config) : null, Programs.Any(File.Exists));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
