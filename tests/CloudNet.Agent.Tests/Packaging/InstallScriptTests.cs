using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using CloudNet.Agent.Tests.Link;
using Xunit;

namespace CloudNet.Agent.Tests.Packaging;

/// <summary>
/// The install script as a controller serves it, run by the shell. What it installs here is a stand-in that writes down how
/// it was called; the real one is installed by this script in the end-to-end tests.
/// </summary>
[Trait("needs", "root")]
public sealed partial class InstallScriptTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("cn-install-").FullName;
    private FakeGateway gateway = null!;

    private string Bin => Path.Combine(folder, "usr", "bin");

    private string State => Path.Combine(folder, "state");

    private string[] Calls => File.Exists(Path.Combine(folder, "calls")) ? File.ReadAllLines(Path.Combine(folder, "calls")) : [];

    public async ValueTask InitializeAsync()
    {
        gateway = await FakeGateway.StartAsync();
        gateway.Agent = StandIn("1");
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Install_PutsTheAgentThere_EnrolsAndSaysHowToRunIt()
    {
        var (status, output) = await RunAsync("--key", "cnk_secret", "--name", "v1", "--underlay", "192.0.2.1");
        Assert.Equal(0, status);
        Assert.Equal(gateway.Agent, File.ReadAllBytes(Path.Combine(Bin, "cloudnet-agent")));
        Assert.Equal("cloudnet-agent", File.ResolveLinkTarget(Path.Combine(Bin, "cloudnet"), returnFinalTarget: false)!.Name);
        Assert.Equal(2, Directory.GetFiles(Bin).Length);
        Assert.EndsWith($"{Bin}/cloudnet-agent run --state-dir {State}\n", output);
        Assert.Equal(
            [
                "1 --version key=", $"1 enrol --controller {gateway.Address} --state-dir {State} --name v1 --underlay 192.0.2.1 key=cnk_secret",
                $"1 check --state-dir {State} key=",
            ], Calls);
        Assert.DoesNotContain("cnk_secret", output);
    }

    [Fact]
    public async Task Again_UpgradesWithoutAKey_AndDownloadsNothingThatIsThere()
    {
        await RunAsync("--key", "cnk_secret");
        File.WriteAllText(Path.Combine(State, "agent.json"), "{}");
        Assert.Contains("already", (await RunAsync()).Output);
        gateway.Agent = StandIn("2");
        Assert.Equal(0, (await RunAsync()).Status);
        Assert.Equal(gateway.Agent, File.ReadAllBytes(Path.Combine(Bin, "cloudnet-agent")));
        Assert.StartsWith("2 enrol", Calls[^2]);
    }

    [Fact]
    public async Task OtherBytesThanAnnounced_AreNotInstalled()
    {
        await RunAsync("--key", "cnk_secret");
        var old = gateway.Agent;
        var announced = Script(StandIn("2"));
        gateway.Agent = StandIn("3");
        var (status, output) = await ShellAsync(announced, "--key", "cnk_secret");
        Assert.Equal(1, status);
        Assert.Contains("SHA-256 differs", output);
        Assert.Equal(old, File.ReadAllBytes(Path.Combine(Bin, "cloudnet-agent")));
        Assert.Equal(2, Directory.GetFileSystemEntries(Bin).Length);
    }

    [Fact]
    public async Task DownloadCutShortAnywhere_RunsNothing()
    {
        var script = Script(gateway.Agent);
        for (var length = 0; length < script.LastIndexOf("main \"$@\"", StringComparison.Ordinal); length += 997)
            await ShellAsync(script[..length], "--key", "cnk_secret");
        Assert.Equal([State], Directory.GetFileSystemEntries(folder));
    }

    [Theory]
    [InlineData(1, "enrolment key is needed")]
    [InlineData(2, "there is no option --keys", "--keys", "x")]
    [InlineData(2, "--key needs a value", "--key")]
    [InlineData(2, "no absolute path", "--prefix", "usr")]
    [InlineData(2, "letters, digits", "--state-dir", "/var/lib/a b")]
    public async Task WrongUse_IsRefused(int status, string says, params string[] options)
    {
        var (ended, output) = await RunAsync(options);
        Assert.Equal(status, ended);
        Assert.Contains(says, output);
    }

    [Fact]
    public async Task Uninstall_CleansThenDeletes()
    {
        await RunAsync("--key", "cnk_secret");
        FillState();
        var (status, _) = await RunAsync("--uninstall");
        Assert.Equal(0, status);
        Assert.Equal($"1 clean --state-dir {State} key=", Calls[^1]);
        Assert.Empty(Directory.GetFileSystemEntries(Bin));
        Assert.False(Directory.Exists(State));
        Assert.Equal(0, (await RunAsync("--uninstall")).Status);
    }

    [Theory]
    [InlineData("lib")]
    [InlineData(".hidden")]
    [InlineData("agent.json.old")]
    [InlineData("views/notes.json")]
    public async Task Uninstall_OfAFolderThatIsNotTheAgentsAlone_RemovesNothing(string foreign)
    {
        await RunAsync("--key", "cnk_secret");
        FillState();
        File.WriteAllText(Path.Combine(State, foreign), "");
        var before = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order();
        var (status, output) = await RunAsync("--uninstall");
        Assert.Equal(1, status);
        Assert.Contains($"{State} holds {foreign}, which is not the agent's", output);
        Assert.Equal(before, Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order());
        Assert.DoesNotContain(Calls, call => call.Contains(" clean ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CopyFromNoController_SaysSo()
    {
        var (status, output) = await ShellAsync(File.ReadAllText(Template()), "--no-service");
        Assert.Equal(1, status);
        Assert.Contains("names no controller", output);
    }
}
