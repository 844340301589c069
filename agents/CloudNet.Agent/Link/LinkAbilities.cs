using System.Threading.Channels;
using CloudNet.Agent.State;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Link;

/// <summary>
/// Tells over one link what the host has to build networks by: at once after the welcome, and when it is something else. A controller that does
/// not know the message is told nothing.
/// </summary>
/// <param name="find">Finds what there is now.</param>
/// <param name="changed">Called when it may be something else.</param>
/// <param name="clock">Tells time.</param>
internal sealed class LinkAbilities(Func<CancellationToken, Task<Abilities>> find, Wake changed, TimeProvider clock)
{
    private const int Since = 3;

    // Somebody may install what was missing.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    /// <summary>Tells until stopped.</summary>
    public async Task RunAsync(Welcome welcome, ChannelWriter<LinkMessage> outbox, CancellationToken stop)
    {
        if (welcome.Protocol < Since) await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        Abilities? told = null;
        while (true)
        {
            var now = await find(stop);
            if (told is null || !now.Drivers.SequenceEqual(told.Drivers) || !now.Keys.SequenceEqual(told.Keys)) await outbox.WriteAsync(now, stop);
            told = now;
            await changed.WaitAsync(Period, clock, stop);
        }
    }
}
