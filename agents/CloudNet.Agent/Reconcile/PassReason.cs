namespace CloudNet.Agent.Reconcile;

/// <summary>Why the kernel is looked at again. Several at once are one look.</summary>
[Flags]
internal enum PassReason
{
    /// <summary>No reason.</summary>
    None = 0,

    /// <summary>The views or the attachments changed, or somebody waits for the outcome.</summary>
    Input = 1,

    /// <summary>The kernel said that something changed.</summary>
    Kernel = 2,

    /// <summary>Time has passed: the net beneath the events, and steps that are due again.</summary>
    Time = 4,

    /// <summary>The attachments changed, and somebody waits for the outcome: only the links of these workloads have to be looked at.</summary>
    Workload = 8,

    /// <summary>The kernel said that links of workloads changed, and nothing else.</summary>
    Link = 16,

    /// <summary>Workloads of other hosts changed, of which something is built here: many a second, and nobody waits for the outcome.</summary>
    Others = 32,
}
