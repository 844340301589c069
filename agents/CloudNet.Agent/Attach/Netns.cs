using System.Globalization;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Attach;

/// <summary>Finds network namespaces and looks into them.</summary>
internal static partial class Netns
{
    private const string Own = "/proc/self/ns/net";

    /// <summary>The namespace behind what a person typed: a process's number, a path, or a name of <c>ip netns</c>.</summary>
    /// <returns>The namespace, or why there is none.</returns>
    public static (NetnsTarget? Target, string? Refusal) Find(string text)
    {
        var target = ProcessIn(text) is { } process ? OfProcess(process)
            : new(NetnsKind.Path, text.Contains('/') ? Path.GetFullPath(text) : Path.Combine(NetnsTarget.NamedFolder, text), BootId: Boot.Id);
        if (target is null) return (null, $"There is no process {text}. Give the number of a running process, the name of a network namespace as 'ip netns' lists it, or its path.");
        if (!File.Exists(target.Path)) return (null, $"There is no network namespace {target.Path}. 'ip netns' lists those that have names.");
        if (Inode(target.Path) is not { } inode) return (null, $"{target.Path} is no network namespace.");
        return inode == Inode(Own) ? (null, $"{target} is the host's own network namespace, which needs no attachment.") : (target, null);
    }

    /// <summary>Whether the namespace is there now. Behind a path that leads to the host's own by now there is none.</summary>
    public static bool IsThere(NetnsTarget target) =>
        Inode(target.Path) is { } inode && inode != Inode(Own)
        && (target.Kind != NetnsKind.Process || (target.BootId == Boot.Id && StartOf(target.Process) == target.StartedAt));

    /// <summary>Inode of the agent's own namespace, which tells its machine from others of one kernel.</summary>
    public static long? OwnInode() => (long?)Inode(Own);

    /// <summary>Whether two names are of one namespace.</summary>
    public static bool Same(NetnsTarget one, NetnsTarget other) => one == other || (Inode(one.Path) is { } inode && inode == Inode(other.Path));

    /// <summary>Does something inside a namespace. A socket that is made there stays there, whoever uses it.</summary>
    /// <param name="path">Its path; null: the agent's own.</param>
    /// <param name="make">What; it must not wait.</param>
    /// <exception cref="IOException">The namespace could not be entered.</exception>
    public static T Inside<T>(string? path, Func<T> make)
    {
        if (path is null) return make();
        var done = new TaskCompletionSource<T>();
        // A thread enters the namespace and ends there: no process is started, and no other thread is moved.
        var inside = new Thread(() =>
        {
            try
            {
                if (Enter(path) is { } why) throw new IOException($"Could not enter {path}: {why}.");
                done.SetResult(make());
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                done.SetException(fault);
            }
        });
        inside.Start();
        inside.Join();
        return done.Task.GetAwaiter().GetResult();
    }

    /// <summary>Names of the links in a namespace.</summary>
    /// <exception cref="IOException">It could not be entered.</exception>
    public static IReadOnlySet<string> Links(NetnsTarget target) => Inside(target.Path, ReadLinks);

    // A path below /proc is that process's, and no other's that gets its number later.
    private static int? ProcessIn(string text)
    {
        if (text.StartsWith("/proc/", StringComparison.Ordinal) && text.EndsWith("/ns/net", StringComparison.Ordinal)) text = text[6..^7];
        return text.Length > 0 && text.All(char.IsAsciiDigit) && int.TryParse(text, CultureInfo.InvariantCulture, out var process) ? process : null;
    }

    private static NetnsTarget? OfProcess(int process) => StartOf(process) is { } start
        ? new(NetnsKind.Process, $"/proc/{process}/ns/net", process, start, Boot.Id)
        : null;

    // Field 22 of /proc/PID/stat (proc(5)); field 2 is a name in parentheses that may hold anything.
    private static long? StartOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static HashSet<string> ReadLinks() =>
        [.. File.ReadLines("/proc/thread-self/net/dev").Skip(2).Select(line => line[..line.IndexOf(':')].Trim())];
}
