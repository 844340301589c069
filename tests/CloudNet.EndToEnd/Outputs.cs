namespace CloudNet.EndToEnd;

/// <summary>The programs as they are shipped: what test.sh publishes to out/ before these tests.</summary>
public static class Outputs
{
    public static string Root { get; } = FindRoot();

    public static string Controller { get; } = Find("out/controller/CloudNet.Controller");

    public static string Migrations { get; } = Find("out/migrations/CloudNet.Migrations.dll");

    public static string Agent { get; } = Find("out/agent/cloudnet-agent");

    private static string Find(string path)
    {
        var full = Path.Combine(Root, path);
        return File.Exists(full) ? full : throw new InvalidOperationException($"{path} is not built: run ./test.sh EndToEnd, which publishes it first.");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CloudNet.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No CloudNet.sln above {AppContext.BaseDirectory}.");
    }
}
