using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNet.Repository;

/// <summary>A C# source with its syntax tree.</summary>
internal sealed record CSharpFile(string Path, CompilationUnitSyntax Syntax)
{
    /// <summary>Written by hand: all but what dotnet-ef writes.</summary>
    public static IReadOnlyList<CSharpFile> All { get; } =
        [.. RepositoryFiles.WithEnding(".cs").Where(path => !IsGenerated(path)).Select(Load)];

    public static IEnumerable<CSharpFile> Under(params string[] folders) =>
        All.Where(file => folders.Any(folder => file.Path.StartsWith(folder + "/", StringComparison.Ordinal)));

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public int LineCount => Syntax.GetText().Lines.Count - 1;

    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes => Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<MemberDeclarationSyntax>().Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static bool IsGenerated(string path) => path.Contains("/Migrations/", StringComparison.Ordinal);

    private static CSharpFile Load(string path) => new(path, CSharpSyntaxTree.ParseText(RepositoryFiles.Read(path)).GetCompilationUnitRoot());
}
