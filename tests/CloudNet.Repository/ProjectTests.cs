using Xunit;

namespace CloudNet.Repository;

/// <summary>Who may know whom.</summary>
public sealed class ProjectTests
{
    // Project => what it may reference. The picture is in docs/architecture.md; a line more here is a decision (docs/adr).
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["CloudNet.Contracts"] = [],
        ["CloudNet.Domain"] = ["CloudNet.Contracts"],
        ["CloudNet.Store"] = ["CloudNet.Domain", "CloudNet.Contracts"],
        ["CloudNet.Controller"] = ["CloudNet.Store", "CloudNet.Domain", "CloudNet.Contracts", "CloudNet.Web"],
        ["CloudNet.Web"] = ["CloudNet.Contracts"],
        ["CloudNet.Agent"] = ["CloudNet.Contracts"],
        ["CloudNet.Migrations"] = ["CloudNet.Store"],
    };

    [Fact]
    public void EachProjectReferencesOnlyWhatItMay() => Rule.Holds(
        "Dependencies point one way: towards Contracts and Domain, which do no I/O. The agent and the dashboard know the " +
        "controller only by what crosses the wire.",
        from project in ProjectFile.All where !project.IsTest
        from reference in project.References
        where !Allowed.TryGetValue(project.Name, out var may) || !may.Contains(reference)
        select $"{project.Path} references {reference}");

    [Fact]
    public void ContractsAndDomainUseNoPackage() => Rule.Holds(
        "Contracts is shared with a Native AOT agent, and Domain is pure: both stand on the platform alone.",
        from project in ProjectFile.All where project.Name is "CloudNet.Contracts" or "CloudNet.Domain"
        from package in project.Packages select $"{project.Path} uses {package}");

    [Fact]
    public void EndToEndTestsKnowOnlyTheContracts() => Rule.Holds(
        "End-to-end tests drive the shipped programs from outside, as a user would; with a reference to their code they would test something else.",
        from project in ProjectFile.All where project.Name == "CloudNet.EndToEnd"
        from reference in project.References where reference != "CloudNet.Contracts" select $"{project.Path} references {reference}");

    [Fact]
    public void EveryProjectIsInTheSolution()
    {
        var solution = RepositoryFiles.Read("CloudNet.sln").Replace('\\', '/');
        Rule.Holds("A project outside the solution is built and checked by nobody.",
            from project in Rule.NotEmpty("projects", ProjectFile.All) where !solution.Contains(project.Path, StringComparison.Ordinal) select project.Path);
    }

    [Fact]
    public void EverySourceProjectHasTests() => Rule.Holds(
        "Tests mirror the sources, so that one finds them without asking. Store and Migrations are tested against a real database in Controller.Tests.",
        from project in ProjectFile.All
        where !project.IsTest && project.Name is not ("CloudNet.Store" or "CloudNet.Migrations")
        where !RepositoryFiles.Exists($"tests/{project.Name}.Tests/{project.Name}.Tests.csproj")
        select $"{project.Path} has no tests/{project.Name}.Tests");
}
