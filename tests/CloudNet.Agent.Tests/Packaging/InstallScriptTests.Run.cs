using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Link;
using Xunit;

namespace CloudNet.Agent.Tests.Packaging;

/// <summary>How the script is run: in a folder of its own, with a stand-in for the agent.</summary>
public sealed partial class InstallScriptTests
{
    private byte[] StandIn(string version) => Encoding.UTF8.GetBytes(
        $"#!/bin/sh\necho {version} \"$@\" key=${{CLOUDNET_ENROLMENT_KEY-}} >>{folder}/calls\n");

    private string Script(byte[] agent) => File.ReadAllText(Template())
        .Replace("@CONTROLLER_URL@", gateway.Address.ToString(), StringComparison.Ordinal)
        .Replace("@AGENT_SHA256@", Convert.ToHexStringLower(SHA256.HashData(agent)), StringComparison.Ordinal);

    private Task<(int Status, string Output)> RunAsync(params string[] options) => ShellAsync(Script(gateway.Agent), options);

    // As 'curl | sh -s -- options' does it; errors go where the output goes.
    private async Task<(int Status, string Output)> ShellAsync(string script, params string[] options)
    {
        Directory.CreateDirectory(State);
        string[] own = ["--no-service", "--prefix", Path.Combine(folder, "usr"), "--state-dir", State];
        var start = new ProcessStartInfo("sh", ["-c", "exec sh -s -- \"$@\" 2>&1", "sh", .. own, .. options])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        start.Environment.Remove("CLOUDNET_ENROLMENT_KEY");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(script);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The shell had read enough of it.
        }
        await process.WaitForExitAsync();
        return (process.ExitCode, await output);
    }

    // All that an agent keeps: the script knows each by its name.
    private void FillState()
    {
        var state = new StateFolder(State);
        state.Create();
        string[] paths = [.. typeof(StateFolder).GetProperties().Where(one => one.Name is not (nameof(StateFolder.Path) or nameof(StateFolder.Views)))
            .Select(one => one.GetValue(state)).OfType<string>()];
        string[] views = [Path.Combine(state.Views, $"network-{Guid.NewGuid()}.json"), Path.Combine(state.Views, $"host-{Guid.NewGuid()}.json")];
        foreach (var path in paths.Concat(views).Append(state.Identity + DurableFile.TemporaryEnding)) File.WriteAllText(path, "");
    }

    internal static string Template([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "agents", "packaging", "install.sh"));
}
