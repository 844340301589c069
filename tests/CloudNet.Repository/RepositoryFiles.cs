namespace CloudNet.Repository;

/// <summary>The files of this repository, without what is built or fetched. Paths are relative to its root, with slashes.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "out", "node_modules", "TestResults", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> All { get; } = [.. Under(new(Root)).Select(RelativePath).Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    public static IEnumerable<string> WithEnding(params string[] endings) =>
        All.Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)));

    private static IEnumerable<FileInfo> Under(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(below => !NotOurs.Contains(below.Name)).SelectMany(Under));

    private static string RelativePath(FileInfo file) => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CloudNet.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No CloudNet.sln above {AppContext.BaseDirectory}.");
    }
}
