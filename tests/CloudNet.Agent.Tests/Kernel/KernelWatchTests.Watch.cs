using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>How the tests hear events.</summary>
public sealed partial class KernelWatchTests
{
    private sealed class Watch(IAsyncEnumerator<KernelEvent> events, CancellationTokenSource stop) : IAsyncDisposable
    {
        private Task<bool>? pending;

        public bool HasMore => (pending ??= events.MoveNextAsync().AsTask()).IsCompleted;

        public static async Task<Watch> StartAsync(NetworkNamespace host, bool knowsUnderlay)
        {
            var kernel = new LinuxKernel(host.Path);
            if (knowsUnderlay) await kernel.FactsAsync(Sample.Underlay(1), TestContext.Current.CancellationToken);
            var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var watch = new Watch(kernel.WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token), stop);
            Assert.Equal(KernelEventKind.Started, await watch.NextAsync());
            return watch;
        }

        public async Task<KernelEventKind> NextAsync()
        {
            var next = pending ?? events.MoveNextAsync().AsTask();
            pending = null;
            Assert.True(await next.WaitAsync(Deadline));
            return events.Current.Kind;
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            if (pending is not null) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
            await events.DisposeAsync();
            stop.Dispose();
        }
    }
}
