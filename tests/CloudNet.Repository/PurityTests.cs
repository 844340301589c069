using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CloudNet.Repository;

/// <summary>Decisions are pure: the same input gives the same answer, on any machine, at any time.</summary>
public sealed class PurityTests
{
    private static readonly string[] Outside =
    [
        "Process", "File", "Directory", "FileInfo", "DirectoryInfo", "FileStream", "StreamReader", "StreamWriter", "Socket", "TcpClient",
        "UdpClient", "HttpClient", "ClientWebSocket", "Environment", "Console", "TimeProvider", "Stopwatch", "Timer", "DateTime", "Random",
        "Task", "ValueTask", "Thread", "ILogger", "DllImport", "LibraryImport",
    ];

    // Older than the rule below. The list gets shorter, never longer.
    private static readonly string[] QueriesStill =
        ["AccessCommands.cs", "ActorLookup.cs", "FirstAdministrator.cs", "EnrolmentKeyCommands.cs",
         "GatewaySweep.cs", "Membership.cs", "MembershipCommands.cs", "NetworkCommands.cs", "ReservationCommands.cs",
         "TenantCommands.cs", "LeaseRows.cs", "HostCommands.cs", "EnrolmentCommands.cs"];

    private static readonly string[] Sql =
        ["FromSql", "FromSqlRaw", "FromSqlInterpolated", "ExecuteSql", "ExecuteSqlAsync", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "SqlQuery", "SqlQueryRaw"];

    [Fact]
    public void PlanAndDiffTouchNothingOutside() => Rule.Holds(
        "Plan turns views into the kernel state that is wanted, and Diff two states into steps. Both are tested with text goldens " +
        "and millions of random inputs, which only works while they neither read nor change anything.",
        Rule.NotEmpty("files of Plan and Diff", CSharpFile.Under("agents/CloudNet.Agent/Plan", "agents/CloudNet.Agent/Diff"))
            .SelectMany(file => Uses(file, Outside)));

    [Fact]
    public void DomainTouchesNothingOutside() => Rule.Holds(
        "Domain holds the decisions: no I/O, no clock, no async, no database. The time of a decision is handed to it as a value.",
        CSharpFile.Under("src/CloudNet.Domain").SelectMany(file => Uses(file, Outside)));

    [Fact]
    public void ContractsDoNoInputOrOutput() => Rule.Holds(
        "Contracts are the words between processes; who sends them and when is not theirs. An id may take a clock to be made from.",
        CSharpFile.Under("src/CloudNet.Contracts").SelectMany(file => Uses(file, [.. Outside.Except(["TimeProvider"])])));

    [Fact]
    public void OnlyTheStoreWritesSql() => Rule.Holds(
        "SQL changes with the schema; all of it is in Store, where a reader finds it. Commands load and save rows through the typed context.",
        from file in CSharpFile.Under("src/CloudNet.Controller", "src/CloudNet.Domain", "web", "agents")
        from name in file.Syntax.DescendantNodes().OfType<SimpleNameSyntax>() where Sql.Contains(name.Identifier.Text)
        select $"{file.At(name)}: {name.Identifier.Text}");

    [Fact]
    public void OnlyTheStoreKnowsTables() => Rule.Holds(
        "Tables change with the schema; every query is in Store, where a reader finds it. The controller opens a session and hands it to the Store.",
        TableUses().Where(use => !QueriesStill.Contains(use.File.Name)).Select(use => $"{use.File.At(use.Access)}: {use.Access}"));

    [Fact]
    public void TheListOfQueriesOutsideTheStoreIsTrue() => Rule.Holds(
        "A file whose queries moved to the Store, or that is gone, needs no exception any more.",
        QueriesStill.Except(TableUses().Select(use => use.File.Name)));

    private static IEnumerable<(CSharpFile File, MemberAccessExpressionSyntax Access)> TableUses()
    {
        var tables = Rule.NotEmpty("tables of CloudNetDb", CSharpFile.Under("src/CloudNet.Store").Where(file => file.Name == "CloudNetDb.cs")
            .SelectMany(file => file.Syntax.DescendantNodes().OfType<PropertyDeclarationSyntax>())
            .Where(property => property.Type.ToString().StartsWith("DbSet<", StringComparison.Ordinal)).Select(property => property.Identifier.Text));
        return
            from file in CSharpFile.Under("src/CloudNet.Controller", "src/CloudNet.Domain", "web", "agents")
            from access in file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            where access.Expression.ToString() is "db" or "change.Db" && tables.Contains(access.Name.Identifier.Text)
            select (file, access);
    }

    // The right side of a member access is somebody's property of that name, not the type.
    private static IEnumerable<string> Uses(CSharpFile file, IReadOnlyCollection<string> names) =>
        from name in file.Syntax.DescendantNodes().OfType<SimpleNameSyntax>()
        where names.Contains(name.Identifier.Text)
        where name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name
        select $"{file.At(name)}: {name.Identifier.Text}";
}
