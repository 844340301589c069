using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CloudNet.Repository;

/// <summary>Names that say what a thing is.</summary>
public sealed class NamingTests
{
    private static readonly string[] SayNothing = ["Common", "Helper", "Helpers", "Util", "Utils", "Utilities", "Manager", "Misc", "Shared"];

    // Folders named after a kind of type split one feature over many places. "Services" is not here: a service is CloudNet's
    // own noun, a VIP with its backends.
    private static readonly string[] Kinds = ["Models", "Interfaces", "Exceptions", "Extensions", "Enums", "Dtos", "Handlers", "Types"];

    [Fact]
    public void FoldersAreNamedAfterFeatures() => Rule.Holds(
        "A folder is a feature, so that a change touches one folder; one named after a kind, or after nothing, collects everything.",
        RepositoryFiles.WithEnding(".cs", ".razor").Select(path => path.Split('/')[..^1]).SelectMany(folders => folders
            .Where(folder => SayNothing.Contains(folder) || Kinds.Contains(folder)).Select(_ => string.Join('/', folders)))
            .Distinct());

    [Fact]
    public void TypesAreNamedAfterWhatTheyDo() => Rule.Holds(
        "Helper, Utils and Manager name no job: such a type grows until nobody can say what belongs in it.",
        from file in CSharpFile.All from type in file.TopLevelTypes
        let name = NameOf(type)
        where SayNothing.Any(word => name.EndsWith(word, StringComparison.Ordinal)) select $"{file.At(type)}: {name}");

    [Fact]
    public void OneTypePerFileNamedAfterIt() => Rule.Holds(
        "One type per file, and the file has its name: one finds a type without a search. A partial type may name its part (Lease.Epoch.cs).",
        from file in CSharpFile.All
        let types = file.TopLevelTypes.Select(NameOf).Distinct().ToList()
        where types.Count > 1 || types.Count == 1 && file.Name != types[0] + ".cs" && !file.Name.StartsWith(types[0] + ".", StringComparison.Ordinal)
        select $"{file.Path}: {string.Join(", ", types)}");

    [Fact]
    public void NamespacesFollowFolders() => Rule.Holds(
        "A namespace is the path of its folder below the project, so that a using says where to look.",
        from project in ProjectFile.All
        let folder = project.Path[..project.Path.LastIndexOf('/')]
        from file in CSharpFile.Under(folder)
        let below = file.Path[folder.Length..file.Path.LastIndexOf('/')]
        from declared in file.Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        where declared.Name.ToString() != project.Name + below.Replace('/', '.')
        select $"{file.Path}: namespace {declared.Name}");

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax named => named.Identifier.Text,
        DelegateDeclarationSyntax named => named.Identifier.Text,
        _ => "",
    };
}
