using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Web.Tests.Fleets;

/// <summary>Time that passes in a test.</summary>
public static class Passing
{
    /// <summary>
    /// Lets time pass in steps until something happened. In steps, because who waits sets the next timer a moment after the
    /// last one rang: one long step could pass before it is set.
    /// </summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider clock, SemaphoreSlim happened, TimeSpan step, TimeSpan most)
    {
        for (var passed = TimeSpan.Zero; passed < most; passed += step)
        {
            clock.Advance(step);
            if (await happened.WaitAsync(20, TestContext.Current.CancellationToken)) return;
        }

        Assert.Fail($"It did not happen within {most}.");
    }
}
