namespace CloudNet.Benchmarks.Controller;

/// <summary>Where the published programs are.</summary>
internal static class Output
{
    /// <summary>A path below <c>out/</c> of the repository.</summary>
    public static string Path(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "CloudNet.sln"))) folder = folder.Parent;
        var path = System.IO.Path.Combine(folder?.FullName ?? "/", "out", relative);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not there: ./bench.sh publishes it");
    }
}
