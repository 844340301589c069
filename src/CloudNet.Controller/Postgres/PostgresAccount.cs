using System.Diagnostics;

namespace CloudNet.Controller.Postgres;

/// <summary>
/// Who the private PostgreSQL runs as. It refuses to run as root, so under root it becomes the user <c>postgres</c>, which
/// Debian's package makes; under any other user it runs as that user.
/// </summary>
public static class PostgresAccount
{
    private const string Name = "postgres";

    /// <summary>Whether the process has to become another user.</summary>
    public static bool IsNeeded => Environment.UserName == "root";

    /// <summary>
    /// A process to start as that user, in a session of its own: a Ctrl-C at the controller's terminal does not reach it.
    /// </summary>
    public static ProcessStartInfo Command(string program, params IEnumerable<string> arguments)
    {
        string[] all = IsNeeded
            ? ["setsid", "setpriv", $"--reuid={Name}", $"--regid={Name}", "--clear-groups", "--", program, .. arguments]
            : ["setsid", program, .. arguments];
        return new(all[0], all[1..]) { WorkingDirectory = "/" };
    }

    /// <summary>Makes a folder that only that user (and root) can enter.</summary>
    public static void MakeFolder(string path)
    {
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!IsNeeded) return;
        using var chown = Process.Start(new ProcessStartInfo("chown", [$"{Name}:{Name}", path]))
            ?? throw new InvalidOperationException("chown did not start");
        chown.WaitForExit();
        if (chown.ExitCode != 0)
            throw new InvalidOperationException($"{path} could not be given to the user {Name}; does that user exist? Debian's package postgresql makes it");
    }
}
