namespace CloudNet.Agent.Kernel;

/// <summary>This program's own file, by which it starts itself for the driver udp. Under the agent's name, whatever it was started as.</summary>
internal static class OwnProgram
{
    private const string Name = "cloudnet-agent";

    /// <summary>Its path: that of the running process, else the one beside what runs it (a test).</summary>
    public static string Path { get; } =
        Environment.ProcessPath is { } running && System.IO.Path.GetFileName(running) is Name or "cloudnet" ? Real(running)
        : System.IO.Path.Combine(AppContext.BaseDirectory, Name);

    private static string Real(string path) => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
}
