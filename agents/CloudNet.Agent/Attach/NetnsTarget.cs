using System.Globalization;

namespace CloudNet.Agent.Attach;

/// <summary>
/// A workload's network namespace, as it was named when it was attached. A process is remembered with its start and the
/// boot that it started in, so that another process with the same number is not taken for it.
/// </summary>
/// <param name="Kind">How it was named.</param>
/// <param name="Path">Where the kernel shows the namespace.</param>
/// <param name="Process">The process's number; 0 where it was named by a path.</param>
/// <param name="StartedAt">When the process started, in clock ticks since the boot.</param>
/// <param name="BootId">The boot: of a process, that it started in; of a path, the last one that it was there in. Null in books of older agents.</param>
internal sealed record NetnsTarget(NetnsKind Kind, string Path, int Process = 0, long StartedAt = 0, string? BootId = null)
{
    /// <summary>Where <c>ip netns</c> keeps the namespaces that have names.</summary>
    public const string NamedFolder = "/run/netns";

    /// <summary>The name for a workload that was given none: that of the namespace, or the process's number.</summary>
    public string DefaultName => Kind == NetnsKind.Process ? Process.ToString(CultureInfo.InvariantCulture) : System.IO.Path.GetFileName(Path);

    /// <summary>As a person would name it.</summary>
    public override string ToString() => Kind == NetnsKind.Process ? $"process {Process}" : Path;
}
