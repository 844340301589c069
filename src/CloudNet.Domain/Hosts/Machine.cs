using System.Globalization;

namespace CloudNet.Domain.Hosts;

/// <summary>
/// What tells a machine from a copy of it. Both have the same disk, and so the same key: what they do not share is the kernel that runs,
/// and, on one kernel, the network.
/// </summary>
/// <param name="BootId">The kernel's boot id (random(4)); null where it is not known.</param>
/// <param name="Netns">Inode of the agent's network namespace (namespaces(7)); null where an older agent does not say.</param>
public sealed record Machine(string? BootId, long? Netns)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; of null, a machine of which nothing is known.</summary>
    public static Machine Parse(string? text)
    {
        var cut = text?.LastIndexOf('/') ?? -1;
        if (cut < 0) return new(null, null);
        return new(text![..cut], long.TryParse(text[(cut + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var netns) ? netns : null);
    }

    /// <summary>Whether the two may be one machine: what is not known of one of them differs from nothing.</summary>
    public bool MayBe(Machine other) =>
        BootId is null || other.BootId is null || (BootId == other.BootId && (Netns is null || other.Netns is null || Netns == other.Netns));

    /// <summary>As text: boot id and namespace.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{BootId}/{Netns}");
}
