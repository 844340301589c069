using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CloudNet.Repository;

/// <summary>Tests that can fail, run, and say why when they do not.</summary>
public sealed class TestRuleTests
{
    private const int ReasonLength = 20;
    private static readonly string[] Attributes = ["Fact", "Theory"];

    [Fact]
    public void ASkipSaysWhy() => Rule.Holds(
        "A skipped test tells what is missing and how to get it; root and Debian's packages are to be had and are no reason.",
        from file in CSharpFile.Under("tests")
        from attribute in file.Syntax.DescendantNodes().OfType<AttributeSyntax>()
        where Attributes.Contains(attribute.Name.ToString())
        from argument in attribute.ArgumentList?.Arguments ?? default
        where argument.NameEquals?.Name.Identifier.Text == "Skip"
        where argument.Expression is not LiteralExpressionSyntax reason || reason.Token.ValueText.Length < ReasonLength
        select file.At(attribute));

    [Fact]
    public void EveryTestAssertsOrWaits() => Rule.Holds(
        "A test without an assertion passes whatever the product does.",
        from file in CSharpFile.Under("tests")
        from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where IsTest(method) && !method.DescendantNodes().OfType<InvocationExpressionSyntax>().Any() select file.At(method));

    [Fact]
    public void NoTestAssertsAConstant() => Rule.Holds(
        "An assertion of a constant cannot fail.",
        from file in CSharpFile.Under("tests")
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression.ToString() is "Assert.True" or "Assert.False"
        where call.ArgumentList.Arguments.FirstOrDefault()?.Expression.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression
        select file.At(call));

    [Fact]
    public void NoMockingFramework() => Rule.Holds(
        "A mock repeats the code under test; a hand-written fake, or the real thing, shows its behaviour.",
        from project in ProjectFile.All from package in project.Packages
        where package is "Moq" or "NSubstitute" or "FakeItEasy" select $"{project.Path}: {package}");

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => Attributes.Contains(attribute.Name.ToString()));
}
