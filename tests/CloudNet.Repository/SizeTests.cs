using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CloudNet.Repository;

/// <summary>Small files and methods: a reader holds one in the head at a time.</summary>
public sealed class SizeTests
{
    private const int FileLimit = 150;
    private const int FileLimitEver = 250;
    private const int MethodLimit = 40;
    private const int MethodGoal = 25;

    // File => why it may be longer than 150 lines (never than 250). A long table is a reason; "it grew" is not.
    private static readonly Dictionary<string, string> LongFiles = new()
    {
        ["src/CloudNet.Store/CloudNetDb.cs"] = "a table: a property for each table of the database",
    };

    [Fact]
    public void FilesAreShort() => Rule.Holds(
        $"A C# file has at most {FileLimit} lines; one that cannot be cut well is listed in SizeTests with its reason, and has at most {FileLimitEver}.",
        from file in CSharpFile.All
        where file.LineCount > (LongFiles.ContainsKey(file.Path) ? FileLimitEver : FileLimit)
        select $"{file.Path}: {file.LineCount} lines");

    [Fact]
    public void TheListOfLongFilesIsTrue() => Rule.Holds(
        "A file that was cut, or is gone, needs no exception any more.",
        LongFiles.Keys.Where(path => CSharpFile.All.All(file => file.Path != path || file.LineCount <= FileLimit)));

    [Fact]
    public void MethodsAreShort() => Rule.Holds(
        $"No method has more than {MethodLimit} lines: it does several things, and each wants a name.",
        from method in Methods where method.Lines > MethodLimit select $"{method.At}: {method.Lines} lines");

    [Fact]
    public void NineInTenMethodsAreBelowTheGoal()
    {
        var lines = Rule.NotEmpty("methods", Methods.Select(method => method.Lines));
        var within = lines.Count(count => count <= MethodGoal) / (double)lines.Count;
        Assert.True(within >= 0.9, $"Nine in ten methods have at most {MethodGoal} lines; here {within:P0} do.");
    }

    private static IEnumerable<(string At, int Lines)> Methods =>
        from file in CSharpFile.All
        from method in file.Syntax.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
        // Attributes are not counted: the cases of a theory are a table.
        let first = method.AttributeLists.Count > 0 ? method.AttributeLists.Last().GetLastToken().GetNextToken() : method.GetFirstToken()
        let start = first.GetLocation().GetLineSpan().StartLinePosition.Line
        select (file.At(method), method.GetLocation().GetLineSpan().EndLinePosition.Line - start + 1);
}
