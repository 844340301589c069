namespace CloudNet.Controller.Tests.Access;

/// <summary>A row of the table in <c>docs/access.md</c>.</summary>
/// <param name="Operation">Its <c>operationId</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, with its parameters.</param>
/// <param name="Cells">What it says for each role.</param>
public sealed record AccessRow(string Operation, string Method, string Path, IReadOnlyDictionary<string, string> Cells)
{
    private static readonly string[] Words = ["yes", "no", "self", "anyone", "administrator"];

    public bool IsForAnyone => Cells.Values.All(cell => cell == "anyone");

    /// <summary>The rows of the document's first table, in its order.</summary>
    public static IReadOnlyList<AccessRow> Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "CloudNet.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("No repository here.");
        var table = File.ReadLines(System.IO.Path.Combine(folder.FullName, "docs", "access.md"))
            .SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToArray()).ToArray();
        Assert.Equal(["operation", "method", "path", "viewer", "operator", "admin", "owner"], table[0]);
        return [.. table.Skip(2).Select(cells => Of(table[0], cells))];
    }

    private static AccessRow Of(string[] head, string[] cells)
    {
        Assert.Equal(head.Length, cells.Length);
        Assert.All(cells.Skip(3), cell => Assert.Contains(cell, Words));
        return new(cells[0], cells[1], cells[2], Enumerable.Range(3, 4).ToDictionary(at => head[at], at => cells[at]));
    }
}
