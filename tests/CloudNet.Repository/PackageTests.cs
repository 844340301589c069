using System.Xml.Linq;
using Xunit;

namespace CloudNet.Repository;

/// <summary>What is used of others, and on what terms.</summary>
public sealed class PackageTests
{
    // Package => its licence, as its own package states it. Apache-2.0, MIT, BSD and the PostgreSQL licence let CloudNet be Apache-2.0.
    private static readonly Dictionary<string, string> Licences = new()
    {
        ["MassTransit"] = "Apache-2.0",
        ["MassTransit.RabbitMQ"] = "Apache-2.0",
        ["MudBlazor"] = "MIT",
        ["QRCoder"] = "MIT",
        ["Microsoft.EntityFrameworkCore"] = "MIT",
        ["Microsoft.EntityFrameworkCore.Relational"] = "MIT",
        ["Microsoft.EntityFrameworkCore.Design"] = "MIT",
        ["Npgsql.EntityFrameworkCore.PostgreSQL"] = "PostgreSQL",
        ["EFCore.NamingConventions"] = "Apache-2.0",
        ["Microsoft.AspNetCore.Identity.EntityFrameworkCore"] = "MIT",
        ["Microsoft.AspNetCore.DataProtection.EntityFrameworkCore"] = "MIT",
        ["Microsoft.AspNetCore.Authentication.OpenIdConnect"] = "MIT",
        ["Microsoft.AspNetCore.OpenApi"] = "MIT",
        ["Microsoft.OpenApi"] = "MIT",
        ["Microsoft.Extensions.Diagnostics.HealthChecks.EntityFrameworkCore"] = "MIT",
        ["Scalar.AspNetCore"] = "MIT",
        ["System.CommandLine"] = "MIT",
        ["ARSoft.Tools.Net"] = "Apache-2.0",
        ["Spectre.Console"] = "MIT",
        ["xunit.v3"] = "Apache-2.0",
        ["CsCheck"] = "Apache-2.0",
        ["Microsoft.CodeAnalysis.CSharp"] = "MIT",
        ["bunit"] = "MIT",
        ["Microsoft.Playwright"] = "MIT",
        ["BenchmarkDotNet"] = "MIT",
        ["Microsoft.Extensions.TimeProvider.Testing"] = "MIT",
        ["OpenIddict.Server.AspNetCore"] = "Apache-2.0",
        ["Microsoft.CodeAnalysis.BannedApiAnalyzers"] = "MIT",
    };

    private static IReadOnlyDictionary<string, Version> Versions { get; } =
        XDocument.Parse(RepositoryFiles.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => (string)package.Attribute("Include")!, package => Version.Parse((string)package.Attribute("Version")!));

    [Fact]
    public void EveryPackageHasALicenceThatIsKnown() => Rule.Holds(
        "CloudNet is Apache-2.0 and free to use: a package enters with its licence, looked up in the package and written down here.",
        Versions.Keys.Where(package => !Licences.ContainsKey(package)));

    [Fact]
    public void MassTransitStaysBelowNine() => Rule.Holds(
        "MassTransit 9 and later are sold under a commercial licence; 8.5 is the last line under Apache-2.0.",
        from package in Versions where package.Key.StartsWith("MassTransit", StringComparison.Ordinal) && package.Value.Major >= 9
        select $"{package.Key} {package.Value}");

    [Fact]
    public void VersionsAreInOnePlace() => Rule.Holds(
        "Two projects with two versions of one package meet in one process: versions are in Directory.Packages.props only.",
        from project in ProjectFile.All
        where XDocument.Parse(project.Text).Descendants("PackageReference")
            .Any(package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null)
        select project.Path);

    [Fact]
    public void EveryPackageUsedHasAVersion() => Rule.Holds(
        "A package without a version in Directory.Packages.props does not restore.",
        from project in ProjectFile.All from package in project.Packages where !Versions.ContainsKey(package) select $"{project.Path}: {package}");
}
