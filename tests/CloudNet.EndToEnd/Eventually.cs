using System.Diagnostics;

namespace CloudNet.EndToEnd;

/// <summary>Waits for what programs outside the test do; the one place of these tests that polls.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Long enough for a loaded machine, where how long it takes is not the question.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits until a condition holds, and tells how long that took.</summary>
    public static Task<TimeSpan> HoldsAsync(string what, Func<Task<bool>> condition, TimeSpan? within = null, Func<string>? why = null) =>
        HoldsAsync(what, condition, within ?? Patience, holds => holds ? null : why?.Invoke() ?? "it does not hold");

    /// <summary>Waits until a text is as expected.</summary>
    public static Task<TimeSpan> EqualsAsync(string what, string expected, Func<Task<string>> read, TimeSpan? within = null) =>
        HoldsAsync(what, read, within ?? Patience, actual => actual == expected ? null : $"expected:\n{expected}\nbut it is:\n{actual}");

    private static async Task<TimeSpan> HoldsAsync<T>(string what, Func<Task<T>> read, TimeSpan within, Func<T, string?> objection)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            // The last look may begin as late as the deadline: how long a look takes is the machine's matter.
            var began = clock.Elapsed;
            string? problem;
            try
            {
                problem = objection(await read());
                if (problem is null) return clock.Elapsed;
            }
            catch (Exception fault) when (IsPassing(fault))
            {
                problem = fault.Message;
            }
            if (began > within) throw new TimeoutException($"{what}: not within {within.TotalSeconds} s; {problem}");
            await Task.Delay(Pause);
        }
    }

    // Programs that are not up yet, or are down for the moment. Any other refusal is an answer.
    private static bool IsPassing(Exception fault) =>
        fault is InvalidOperationException or HttpRequestException or TimeoutException or TaskCanceledException ||
        fault is ApiRefusalException { Problem.Status: 503 };
}
