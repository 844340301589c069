using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>A line that was mistyped does nothing, and is answered in plain words.</summary>
public sealed class MistypedLineTests
{
    [Theory]
    [InlineData("There is no option '--read' here. There are: ", "token", "create", "--read")]
    [InlineData("There is no option '--rol' here. The nearest is '--role'.", "token", "create", "nightly", "--rol", "read")]
    [InlineData("There is no option '--v6' here. ", "network", "create", "blue", "10.100.0.0/16", "--v6", "fd00::/48")]
    [InlineData("There is no option '--dry_run' here. The nearest is '--dry-run'.", "network", "remove", "blue", "--dry_run")]
    [InlineData("There is no option '--dryrun' here. The nearest is '--dry-run'.", "host", "label", "v1", "a=b", "--dryrun")]
    [InlineData("There is no option '--link' here. ", "network", "list", "--link=down")]
    [InlineData("There is no option '-y' here. ", "network", "remove", "blue", "-y")]
    [InlineData("There is no option '--bogus' here. ", "--bogus")]
    [InlineData("<network> is empty. Give it.", "network", "show", "")]
    [InlineData("<name> is empty. Give it.", "token", "create", " ")]
    [InlineData("What is given to --role is empty. Give it, or leave --role out.", "token", "create", "x", "--role", "")]
    [InlineData("'abc' is no whole number. Give --mtu one.", "network", "create", "blue", "10.100.0.0/16", "--mtu", "abc")]
    [InlineData("'1.5' is no whole number. Give --limit one.", "audit", "list", "--limit", "1.5")]
    [InlineData("Unrecognized command or argument 'abc'.", "network", "list", "--json=abc")]
    public async Task ItIsSaid_AndNobodyIsAsked(string words, params string[] line)
    {
        var (status, output, errors, asked) = await OperatorLine.RunAsync(_ => "{}", line);
        Assert.Equal((2, ""), (status, output));
        Assert.StartsWith(words, errors);
        Assert.EndsWith("Run it with --help to see what it takes.\n", errors);
        Assert.DoesNotContain("System.", errors);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task WhatStandsBehindTwoDashes_IsTakenAsItIs() => Assert.Equal(
        ["""POST tokens {"name":"--read","expiresInMinutes":null,"role":null}"""],
        (await OperatorLine.RunAsync(_ => OperatorLine.Refusal("name"), "token", "create", "--", "--read")).Asked);

    [Fact]
    public async Task AnOrderThatBeginsWithAMinus_IsNoOption() =>
        Assert.Equal(0, (await OperatorLine.RunAsync(_ => """{"items":[],"next":null}""", "network", "list", "--sort", "-name")).Status);
}
