using System.ComponentModel;
using System.Runtime.InteropServices;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Namespaces;

/// <summary>
/// A network namespace with a name. Commands run in it through <c>ip netns exec</c>; code of the test enters it for the moment
/// that a socket is made (<see cref="Make"/>), since a socket belongs for good to the namespace it was made in.
/// </summary>
public sealed class NetworkNamespace
{
    private const int NewNetwork = 0x40000000; // CLONE_NEWNET

    private NetworkNamespace(string name) => Name = name;

    public string Name { get; }

    public string Path => "/run/netns/" + Name;

    public static async Task<NetworkNamespace> CreateAsync(string name)
    {
        await Command.RunAsync("ip", "netns", "add", name);
        var made = new NetworkNamespace(name);
        await made.RunAsync("ip", "link", "set", "lo", "up");
        return made;
    }

    public Task<string> RunAsync(string program, params IEnumerable<string> arguments) =>
        Command.RunAsync("ip", ["netns", "exec", Name, program, .. arguments]);

    public Task<CommandResult> TryAsync(string program, params IEnumerable<string> arguments) =>
        Command.TryAsync("ip", ["netns", "exec", Name, program, .. arguments]);

    /// <summary>One line as a person would type it: no quoting, a blank between words.</summary>
    public Task<string> TypeAsync(string line) => RunAsync("sh", "-c", line);

    public ChildProcess Start(string log, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null) =>
        ChildProcess.Start(log, ["ip", "netns", "exec", Name, .. command], environment);

    public async Task DeleteAsync()
    {
        await KillAllAsync(Name);
        await Command.TryAsync("ip", "netns", "delete", Name);
        await Command.TryAsync("rm", "-rf", $"/etc/netns/{Name}");
    }

    /// <summary>Sends SIGINT to the processes of a program, the first of them first, and waits until they are gone or five seconds have passed.</summary>
    public async Task InterruptAsync(string program)
    {
        var alive = await ProcessesAsync(program);
        if (alive.Count == 0) return;
        await Command.TryAsync("kill", ["-INT", .. alive]);
        try
        {
            await Eventually.HoldsAsync($"{program} ends", async () => (await ProcessesAsync(program)).Count == 0, TimeSpan.FromSeconds(5));
        }
        catch (TimeoutException)
        {
            // Killed by what comes next.
        }
    }

    /// <summary>The processes of a program that run in this namespace.</summary>
    public async Task<IReadOnlyList<string>> ProcessesAsync(string program) =>
        [.. (await Command.TryAsync("ip", "netns", "pids", Name)).Lines.Where(process => NameOf(process) == program)];

    private static string? NameOf(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/comm").Trim();
        }
        catch (IOException)
        {
            return null; // Ended meanwhile.
        }
    }

    /// <summary>Ends every process in a namespace, by kill -9.</summary>
    public static async Task KillAllAsync(string name)
    {
        var processes = (await Command.TryAsync("ip", "netns", "pids", name)).Lines;
        if (processes.Length > 0) await Command.TryAsync("kill", ["-KILL", .. processes]);
    }

    /// <summary>Makes something, a socket that is, inside the namespace.</summary>
    public T Make<T>(Func<T> make)
    {
        T? made = default;
        Exception? fault = null;
        // A thread of its own, which ends afterwards: no thread of the pool may be left in another namespace.
        var thread = new Thread(() =>
        {
            try
            {
                Enter();
                made = make();
            }
            catch (Exception caught)
            {
                fault = caught;
            }
        });
        thread.Start();
        thread.Join();
        return fault is null ? made! : throw new InvalidOperationException($"In the namespace {Name}: {fault.Message}", fault);
    }

    private void Enter()
    {
        using var file = File.OpenHandle(Path);
        if (SetNamespace(file, NewNetwork) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static extern int SetNamespace(SafeHandle descriptor, int kind);
}
