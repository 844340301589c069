using System.Xml.Linq;

namespace CloudNet.Repository;

/// <summary>What a project file says it needs.</summary>
internal sealed record ProjectFile(string Path, IReadOnlyList<string> References, IReadOnlyList<string> Packages, string Text)
{
    public static IReadOnlyList<ProjectFile> All { get; } = [.. RepositoryFiles.WithEnding(".csproj").Select(Load)];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    private static ProjectFile Load(string path)
    {
        var text = RepositoryFiles.Read(path);
        var xml = XDocument.Parse(text);
        return new(path,
            [.. Included(xml, "ProjectReference").Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))],
            [.. Included(xml, "PackageReference")], text);
    }

    private static IEnumerable<string> Included(XDocument xml, string item) =>
        xml.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
