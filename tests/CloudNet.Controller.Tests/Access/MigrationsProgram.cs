using System.Diagnostics;

namespace CloudNet.Controller.Tests.Access;

/// <summary>
/// The program that migrates, as who runs the controller starts it: from its own folder. Beside the tests some of what it needs is
/// missing, because ASP.NET Core brings that there.
/// </summary>
internal static class MigrationsProgram
{
    // The same build of it as of the tests.
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("/tests/CloudNet.Controller.Tests/", "/migrations/CloudNet.Migrations/", StringComparison.Ordinal), "CloudNet.Migrations.dll");

    /// <summary>Runs it.</summary>
    /// <param name="connection">The tables' owner.</param>
    /// <param name="input">What is on its standard input.</param>
    /// <param name="arguments">Its options.</param>
    public static async Task<(int Status, string Output, string Errors)> RunAsync(string connection, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Owner"] = connection;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its words and its status say why.
        }
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
