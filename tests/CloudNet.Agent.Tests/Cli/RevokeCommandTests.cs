using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>Secrets are revoked by id, or by a name that only one has.</summary>
public sealed class RevokeCommandTests
{
    private const string First = "019aa3c1-0000-7000-8000-000000000001";
    private const string Second = "019aa3c1-0000-7000-8000-000000000002";

    private const string All = $$"""
        {"items":[{"id":"{{First}}","name":"nightly"},{"id":"{{Second}}","name":"sign-in"},{"id":"{{First}}","name":"sign-in"}],"next":null}
        """;

    [Theory]
    [InlineData("token", "tokens")]
    [InlineData("key", "enrolment-keys")]
    public async Task AName_IsLookedUp(string what, string path)
    {
        var (status, output, _, asked) = await RunAsync(what, "revoke", "nightly");
        Assert.Equal((0, $"The {what} is revoked.\n"), (status, output));
        Assert.Equal([$"GET {path}?limit=500 ", $"DELETE {path}/{First} "], asked);
    }

    [Fact]
    public async Task AnId_IsTakenAsItIs() => Assert.Equal([$"DELETE tokens/{Second} "], (await RunAsync("token", "revoke", Second)).Asked);

    [Theory]
    [InlineData("sign-in", $"2 tokens are named 'sign-in'. Say which by its id: {Second}, {First}\n")]
    [InlineData("weekly", "There is no token 'weekly'. List them with: cloudnet token list\n")]
    public async Task WhereItIsNotOne_NothingIsRevoked(string name, string words)
    {
        var (status, output, errors, asked) = await RunAsync("token", "revoke", name);
        Assert.Equal((1, "", words), (status, output, errors));
        Assert.Single(asked);
    }

    private static Task<(int Status, string Output, string Errors, List<string> Asked)> RunAsync(params string[] line) =>
        OperatorLine.RunAsync("", asked => asked.StartsWith("DELETE", StringComparison.Ordinal) ? (204, "") : (200, All), line);
}
