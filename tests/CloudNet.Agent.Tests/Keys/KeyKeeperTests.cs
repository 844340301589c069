using CloudNet.Agent.Enrol;
using CloudNet.Agent.Keys;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Keys;

/// <summary>A host has the keys that its networks use, and no others.</summary>
[Trait("needs", "root")]
public sealed class KeyKeeperTests : IDisposable
{
    private static readonly NetworkView Blue = Sample.BlueView(1, 2);
    private readonly TemporaryFolder folder = new();
    private readonly LiveViews live = new(ViewSet.Nothing(Sample.V1), removed: false);
    private readonly LiveIdentity identity = new(new HostIdentity("http://c", Sample.V1, "v1", "t", Sample.Underlay(1)));
    private long revision;

    [Fact]
    public async Task Rotated_keys_are_gone_when_no_network_uses_them_the_first_too()
    {
        await KeepingAsync(async () =>
        {
            Take(Sample.HostView(Blue.Id), Using(1));
            var first = identity.Keys[0];
            await ShowAsync([1, 2], Using(1, next: 2));
            Assert.Equal(first, identity.Keys[0]);
            var second = identity.Keys[1];
            await ShowAsync([1, 2], Using(2));
            Assert.NotEqual(first.PublicKey, identity.Keys[0].PublicKey);
            Assert.Equal(second, identity.Keys[1]);
            await ShowAsync([1, 2, 3], Using(2, next: 3));
            await ShowAsync([1, 3], Using(3));
            Assert.Equal(identity.Keys, Files.Load());
        });
    }

    [Fact]
    public async Task While_a_network_is_not_known_yet_no_key_goes()
    {
        await KeepingAsync(async () =>
        {
            await ShowAsync([1, 2], Sample.HostView(Blue.Id), Using(1, next: 2));
            var keys = identity.Keys;
            await ShowAsync([1, 2, 3], Sample.HostView(Blue.Id, Sample.Green), Using(3));
            Assert.Equal(keys, identity.Keys.Take(2));
            await ShowAsync([1, 3], Sample.GreenView(1));
        });
    }

    [Fact]
    public async Task A_host_that_was_removed_keeps_nothing_of_its_networks()
    {
        await KeepingAsync(async () =>
        {
            var shared = Using(2);
            await ShowAsync([1, 2], Sample.HostView(Blue.Id), shared with { Settings = shared.Settings with { PresharedKey = DriverSample.Secret } });
            Assert.Equal([DriverSample.Secret.Mark], Files.LoadPreshared().Keys);
            live.Remove();
            await UntilAsync(() => identity.Keys is [{ Generation: 1 }]);
            Assert.Empty(Files.LoadPreshared());
        });
    }

    private KeyFiles Files => new(folder.State, new(null));

    private static NetworkView Using(int generation, int? next = null) => Blue with
    {
        Settings = Blue.Settings with
        {
            Driver = NetworkDriver.Wireguard, KeyGeneration = generation,
            Next = next is null ? null : new(new(NetworkDriver.Wireguard, 9, null, null, false, false, next.Value)),
        },
    };

    private async Task KeepingAsync(Func<Task> run)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var keeper = new KeyKeeper(
            Files, () => WireguardKind.Kernel, live, identity, new PassTriggers(), new(), new AgentLog(TextWriter.Null, TimeProvider.System),
            TimeProvider.System);
        var keeping = keeper.RunAsync(stop.Token);
        try
        {
            // The first is made before any network asks for it.
            await UntilAsync(() => identity.Keys is [{ Generation: 1 }]);
            await run();
        }
        finally
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => keeping);
        }
    }

    private void Take(params View[] views) =>
        live.Take(views.Aggregate(live.Current.Views, (known, view) => known.With(new(++revision, view))));

    // Until there are keys of those generations and no others, and, where one went that was made anew, that other.
    private Task ShowAsync(int[] generations, params View[] views)
    {
        var before = identity.Keys;
        Take(views);
        return UntilAsync(() => !identity.Keys.SequenceEqual(before) && identity.Keys.Select(key => key.Generation).SequenceEqual(generations));
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
            Assert.True(
                await identity.KeysChanged.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, TestContext.Current.CancellationToken),
                string.Join(", ", identity.Keys));
    }

    public void Dispose() => folder.Dispose();
}
