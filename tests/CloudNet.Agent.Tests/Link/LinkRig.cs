using System.Net;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Link;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Reconcile;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Tests.Link;

/// <summary>An agent's link, with everything around it but the kernel.</summary>
internal sealed class LinkRig : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TemporaryFolder folder = new();
    private readonly Wake changed = new();
    private readonly StringWriter said = new();
    private Task running = Task.CompletedTask;

    public LinkRig(FakeGateway gateway, ViewSet? start = null, LinkTimings? timings = null)
    {
        Gateway = gateway;
        Log = new(TextWriter.Synchronized(said), TimeProvider.System);
        Identity = new(gateway.Address.ToString(), Sample.V1, "v1", "acme", Sample.Underlay(1));
        Identity.Save(Folder);
        Key = HostKey.LoadOrCreate(Folder);
        Live = new(start ?? ViewSet.Nothing(Sample.V1), removed: false);
        Live.OnChange(changed.Call);
        Timings = timings ?? Quick;
        Self = new(Identity);
        Keeper = new(Folder, Self, Kernel, (_, _) => Task.FromResult(Guessed), new(), Condition, Log);
        Connector = new(gateway.Address, Timings, TimeProvider.System);
        Loop = new(
            Connector, new LinkGreeting(Self, Key, "0.1.0", "boot", 4026531840), Keeper,
            new HostRemoval(Folder, Sample.V1, Live, Log, TimeProvider.System), Live, Condition, Paths, _ => Task.FromResult(Abilities), AbilitiesChanged,
            new(new(new(), () => [], new(null), TimeProvider.System), Self, Log), new LinkBackoff(Timings, () => 0.5),
            Timings, Log, TimeProvider.System);
    }

    /// <summary>As an agent's, but quick to try again.</summary>
    public static LinkTimings Quick { get; } = new()
    {
        FirstRetry = TimeSpan.FromMilliseconds(10), LongestRetry = TimeSpan.FromMilliseconds(50), Slow = TimeSpan.FromMilliseconds(20),
    };

    public FakeGateway Gateway { get; }

    public LinkConnector Connector { get; }

    public StateFolder Folder => folder.State;

    public HostIdentity Identity { get; }

    public LiveIdentity Self { get; }

    public UnderlayKeeper Keeper { get; }

    public MemoryKernel Kernel { get; } = new(ReconcileRig.Facts);

    /// <summary>What the host has to build networks by.</summary>
    public Abilities Abilities { get; set; } = new([], []);

    /// <summary>Called when that is something else.</summary>
    public Wake AbilitiesChanged { get; } = new();

    /// <summary>What the route to the controller shows as this host's address.</summary>
    public IPAddress? Guessed { get; set; }

    /// <summary>What was found of the paths to peers.</summary>
    public PathBook Paths { get; } = new(TimeProvider.System);

    public HostKey Key { get; }

    public LiveViews Live { get; }

    public LinkTimings Timings { get; }

    public LiveCondition Condition { get; } = new();

    public AgentLog Log { get; }

    /// <summary>What was logged.</summary>
    public string Said => said.ToString();

    public LinkLoop Loop { get; }

    public void Start() => running = Loop.RunAsync(stop.Token);

    /// <summary>Waits until the views are as asked.</summary>
    public async Task<HostKnowledge> UntilAsync(Func<HostKnowledge, bool> like)
    {
        while (!like(Live.Current)) await changed.WaitAsync(CancellationToken.None).Soon();
        return Live.Current;
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default).Soon();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Key.Dispose();
        folder.Dispose();
        if (running.Exception is { } bug) throw bug;
    }
}
