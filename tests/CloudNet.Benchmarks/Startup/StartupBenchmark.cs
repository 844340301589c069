using System.Diagnostics;
using CloudNet.Benchmarks.Figures;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Controllers;

namespace CloudNet.Benchmarks.Startup;

/// <summary>How long the controller takes until it is ready and its administrator is signed in, and the demo's second run.</summary>
internal sealed class StartupBenchmark(FigureWriter figures, TextWriter progress)
{
    public async Task RunAsync()
    {
        await using (var lab = await Lab.CreateAsync())
        {
            progress.WriteLine("the controller, with no database yet, and again with one …");
            var controller = new LabController(lab, new());
            figures.Write(new("controller_start_s", await TimeAsync(controller), "s"));
            await controller.StopAsync();
            figures.Write(new("controller_start_again_s", await TimeAsync(controller), "s"));
            await controller.StopAsync();
        }
        progress.WriteLine("the demo, twice …");
        await DemoAsync();
        figures.Write(new("demo_second_run_s", await DemoAsync(), "s"));
    }

    private static async Task<double> TimeAsync(LabController controller)
    {
        var watch = Stopwatch.StartNew();
        await controller.StartAsync();
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> DemoAsync()
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo(Path.Combine(Outputs.Root, "demo.sh"), "--check") { RedirectStandardOutput = true };
        using var demo = Process.Start(start) ?? throw new InvalidOperationException("demo.sh did not start");
        var said = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        if (demo.ExitCode != 0) throw new InvalidOperationException($"demo.sh --check failed:\n{said}");
        return watch.Elapsed.TotalSeconds;
    }
}
