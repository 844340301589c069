using CloudNet.Domain.Refusals;

namespace CloudNet.Controller.Install;

/// <summary>The script that installs the agent on a host: the one in <c>agents/packaging</c>, with this controller filled in.</summary>
public sealed class InstallScript(AgentBinary agent)
{
    private const string Resource = "install.sh";
    private const string UrlPlace = "@CONTROLLER_URL@";
    private const string SumPlace = "@AGENT_SHA256@";

    private static readonly Lazy<string> Template = new(Read);

    /// <summary>The script, or why there is none.</summary>
    public async Task<Outcome<string>> ForAsync(ControllerUrl controller, CancellationToken cancel) =>
        (await agent.Sha256Async(cancel)).Then(sum => Template.Value
            .Replace(UrlPlace, controller.Text, StringComparison.Ordinal).Replace(SumPlace, sum, StringComparison.Ordinal));

    private static string Read()
    {
        using var stream = typeof(InstallScript).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The controller was built without {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
