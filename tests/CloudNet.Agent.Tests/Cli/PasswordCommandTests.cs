using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>What a person types to change their password becomes on the wire, and what is never sent.</summary>
public sealed class PasswordCommandTests
{
    private const string Typed = "a password of now\na password of then\na password of then\n";
    private const string Sent = """POST account/password {"password":"a password of now","newPassword":"a password of then","code":""";
    private static readonly (int Status, string Body) Done = (204, "");
    private static readonly (int Status, string Body) CodeNeeded = Refused(401, "code-needed", "A code is needed");

    [Fact]
    public async Task ThreeLines_AreSent_AndNoneIsShown()
    {
        var (status, output, errors, asked) = await RunAsync(Typed, [Done], "password");
        Assert.Equal((0, "Your password is changed.\n", ""), (status, output, errors));
        Assert.Equal([Sent + "null}"], asked);
    }

    [Fact]
    public async Task TheCode_IsTheLineAfter_WhereItIsAskedFor()
    {
        var (status, _, _, asked) = await RunAsync(Typed + "123456\n", [CodeNeeded, Done], "password");
        Assert.Equal(0, status);
        Assert.Equal([Sent + "null}", Sent + "\"123456\"}"], asked);
        var without = await RunAsync(Typed, [CodeNeeded], "password");
        Assert.Equal(1, without.Status);
        Assert.Contains("a second factor, and there is no code", without.Errors);
        var wrong = await RunAsync(Typed + "123456\n", [CodeNeeded, Refused(401, "code-needed", "The code is not accepted")], "password");
        Assert.Contains("The code is not accepted", wrong.Errors);
    }

    [Theory]
    [InlineData("a password of now\na password of then\na password of them\n", "are not the same")]
    [InlineData("a password of now\na password of then\n", "The line with new password again is missing")]
    [InlineData("a password of now\n\n\n", "The line with new password is missing")]
    [InlineData("", "The line with your password is missing")]
    public async Task WhatIsNotWhole_IsNotSent(string input, string said)
    {
        var (status, output, errors, asked) = await RunAsync(input, [Done], "password");
        Assert.Equal((1, ""), (status, output));
        Assert.Contains(said, errors);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task ARefusal_IsTold_AndATokenThatIsNotTakenIsNoWrongPassword()
    {
        Assert.Contains("The password is not yours", (await RunAsync(Typed, [Refused(403, "not-allowed", "The password is not yours")], "password")).Errors);
        Assert.Contains("The token is not taken", (await RunAsync(Typed, [Refused(401, "not-authenticated", "Not signed in")], "password")).Errors);
    }

    [Fact]
    public async Task AnArgument_IsNoPassword()
    {
        var (status, _, _, asked) = await RunAsync(Typed, [Done], "password", "hunter2hunter2");
        Assert.Equal(2, status);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task Help_TeachesHow()
    {
        var help = string.Join(' ', (await RunAsync("", [], "password", "--help")).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("read from standard input, a line each", help);
        Assert.Contains("So is the code of a second factor, in a line after them", help);
        Assert.EndsWith("cloudnet password", help);
    }

    private static (int Status, string Body) Refused(int status, string type, string said) =>
        (status, $$"""{"type":"urn:cloudnet:{{type}}","title":"{{said}}","status":{{status}},"detail":"{{said}}","problems":[]}""");

    // One line, against a controller that gives these answers, one after the other.
    private static Task<(int Status, string Output, string Errors, List<string> Asked)> RunAsync(
        string typed, (int Status, string Body)[] answers, params string[] line)
    {
        var next = 0;
        return OperatorLine.RunAsync(typed, _ => answers[next++], line);
    }
}
