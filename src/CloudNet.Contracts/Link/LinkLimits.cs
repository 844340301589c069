namespace CloudNet.Contracts.Link;

/// <summary>Bounds of the link, kept by both sides.</summary>
public static class LinkLimits
{
    /// <summary>Where the link is: a WebSocket at this path of the controller.</summary>
    public const string Path = "/agent/v1/link";

    /// <summary>Where a host enrols.</summary>
    public const string EnrolPath = "/agent/v1/enrol";

    /// <summary>Largest message from an agent; bytes.</summary>
    public const int MessageBytes = 1024 * 1024;

    /// <summary>Largest message from the controller, bytes: a snapshot of a network of some 100,000 hosts.</summary>
    public const int FrameBytes = 32 * 1024 * 1024;

    /// <summary>Most messages a second from an agent, on average.</summary>
    public const int MessagesPerSecond = 50;

    /// <summary>Most messages from an agent at once, beyond the average.</summary>
    public const int MessageBurst = 500;

    /// <summary>Seconds that an agent has for its <see cref="Hello"/>.</summary>
    public const int HelloSeconds = 10;

    /// <summary>Most streams, workloads or applied revisions in one message.</summary>
    public const int Entries = 4096;

    /// <summary>Most drivers that an agent says something of.</summary>
    public const int Drivers = 16;

    /// <summary>Most WireGuard keys of a host.</summary>
    public const int Keys = 256;

    /// <summary>Most problems in one report.</summary>
    public const int Problems = 64;

    /// <summary>Most routes in a host's facts.</summary>
    public const int Routes = 512;

    /// <summary>Most pools in a host's facts.</summary>
    public const int Pools = 64;

    /// <summary>Most paths in one report.</summary>
    public const int Paths = 512;

    /// <summary>Most counts of policies in one report.</summary>
    public const int PolicyCounts = 512;

    /// <summary>Longest problem; characters.</summary>
    public const int ProblemLength = 512;

    /// <summary>Longest name of a host, network or workload, and of a label's name or value; characters.</summary>
    public const int NameLength = 63;

    /// <summary>Most labels of a workload.</summary>
    public const int Labels = 32;
}
