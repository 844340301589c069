using System.Diagnostics;

namespace CloudNet.Controller.Tests.Settings;

/// <summary>The controller as who runs it starts it, from another folder than its own.</summary>
internal static class ControllerProgram
{
    // The same build of it as of the tests; beside them some of what it needs is missing.
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("/tests/CloudNet.Controller.Tests/", "/src/CloudNet.Controller/", StringComparison.Ordinal), "CloudNet.Controller.dll");

    /// <summary>Its own folder.</summary>
    public static string Folder => Path.GetDirectoryName(Program)!;

    /// <summary>Runs it until it ends by itself.</summary>
    public static Task<(int Status, string Output, string Errors)> RunAsync((string Name, string Value)[] environment, params string[] arguments) =>
        RunAsync(Program, environment, arguments);

    /// <summary>Runs a copy of it.</summary>
    public static async Task<(int Status, string Output, string Errors)> RunAsync(
        string program, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
