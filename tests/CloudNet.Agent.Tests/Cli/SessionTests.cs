using System.Text.Json;
using CloudNet.Agent.Operators;
using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>Which session counts: a script's environment, or what signing in left, and never that of another controller than was asked for.</summary>
public sealed class SessionTests
{
    private const string Here = "https://here.example.org";

    [Theory]
    [InlineData("https://elsewhere.example.org", "$CLOUDNET_CONTROLLER is https://elsewhere.example.org, and $CLOUDNET_TOKEN is not set; the session that is kept here is of "
        + "https://here.example.org. Set $CLOUDNET_TOKEN, unset $CLOUDNET_CONTROLLER, or sign in there with: cloudnet login https://elsewhere.example.org --user NAME")]
    [InlineData("nonsense at all", "$CLOUDNET_CONTROLLER is nonsense at all, and")]
    public void ASessionOfAnotherController_IsNotUsed(string asked, string words)
    {
        using var folder = new TemporaryFolder();
        var (session, refusal) = Saved(folder, asked).Load();
        Assert.Null(session);
        Assert.StartsWith(words, refusal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://here.example.org")]
    [InlineData("https://HERE.example.org/")]
    public void ThatOfTheSameController_Is(string? asked)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal((new Session(Here, "cnt_x", User: "anna"), null), Saved(folder, asked).Load());
    }

    [Fact]
    public void WithNoSession_TheControllerThatIsSetIsNamed()
    {
        using var folder = new TemporaryFolder();
        var (_, refusal) = File(folder, Here).Load();
        Assert.Contains("$CLOUDNET_TOKEN is not set. Set $CLOUDNET_TOKEN", refusal);
    }

    [Fact]
    public async Task AnExpiredToken_IsAnsweredWithALineThatParses()
    {
        var (_, _, errors, _) = await OperatorLine.RunAsync("", _ => (401, "{}"), "network", "list");
        var line = errors.Split('\'')[1];
        Assert.Matches("^cloudnet login http://127.0.0.1:[0-9]+ --user NAME$", line);
    }

    private static SessionFile Saved(TemporaryFolder folder, string? asked)
    {
        var file = File(folder, asked);
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        System.IO.File.WriteAllBytes(file.Path, JsonSerializer.SerializeToUtf8Bytes(new(Here, "cnt_x", User: "anna"), AgentJson.Default.Session));
        return file;
    }

    private static SessionFile File(TemporaryFolder folder, string? asked) => new(name => name switch
    {
        "XDG_CONFIG_HOME" => folder.State.Path,
        SessionFile.ControllerVariable => asked,
        _ => null,
    });
}
