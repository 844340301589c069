using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Tests.Reconcile;

/// <summary>The reconcile loop over a kernel in memory.</summary>
internal sealed class ReconcileRig : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TemporaryFolder folder = new();
    private readonly TimeProvider clock;
    private readonly List<Task> running = [];
    private readonly ReconcileLoop loop;

    public ReconcileRig(ViewSet views, TimeProvider? clock = null, bool removed = false)
    {
        this.clock = clock ?? TimeProvider.System;
        Live = new(views, removed);
        Attachments = new(new AttachmentStore(folder.State));
        var backoff = new StepBackoff(this.clock);
        var presence = new Presence(Attachments, target => !Missing.Contains(target.Path), "this boot", Log, this.clock);
        Counted = new(Kernel);
        Identity.Save(folder.State);
        Keeper = new(folder.State, Self, Counted, (_, _) => Task.FromResult(Guessed), Triggers, Condition, Log);
        loop = new(new Reconciler(Self, Counted, backoff, new(), new(Triggers)), Triggers, Live, presence, backoff, Condition, Log, this.clock);
    }

    public static HostFacts Facts { get; } = new("eth0", 1500, Sample.Underlay(1), IPNetwork.Parse("192.168.124.0/24"), []);

    public static HostIdentity Identity { get; } = new("http://controller", Sample.V1, "v1", "acme", Sample.Underlay(1));

    public LiveIdentity Self { get; } = new(Identity);

    public UnderlayKeeper Keeper { get; }

    /// <summary>What the route to the controller shows as this host's address.</summary>
    public IPAddress? Guessed { get; set; }

    /// <summary>Who the host is, as on disk.</summary>
    public HostIdentity Saved { get => HostIdentity.Load(folder.State)!; set => value.Save(folder.State); }

    public StateFolder Folder => folder.State;

    public MemoryKernel Kernel { get; } = new(Facts);

    public CountedKernel Counted { get; }

    public HashSet<string> Missing { get; } = [];

    public LiveViews Live { get; }

    public LiveAttachments Attachments { get; }

    public LiveCondition Condition { get; } = new();

    public PassTriggers Triggers { get; } = new();

    public AgentLog Log { get; } = new(TextWriter.Null, TimeProvider.System);

    public KernelState Planned(params Attachment[] attachments) =>
        HostPlanner.Plan(Sample.V1, [.. Live.Current.Views.Networks], attachments, Facts).Desired;

    public async Task<PassResult> StartAsync()
    {
        running.Add(loop.RunAsync(stop.Token));
        running.Add(new KernelWatcher(Kernel, Triggers, () => { }, () => { }, Condition, Log, clock).RunAsync(stop.Token));
        running.Add(Keeper.RunAsync(stop.Token));
        return await LookAsync();
    }

    /// <summary>The outcome of a look that begins after all that was done before.</summary>
    public Task<PassResult> LookAsync() => Triggers.AskAsync().Soon();

    public AttachmentEntry Attach(string name, string address, NetnsKind kind = NetnsKind.Path)
    {
        var attachment = new Attachment(
            WorkloadId.New(clock), Sample.Blue, name, [IPAddress.Parse(address)], new(0x0a7700000001), $"/run/netns/{name}", "eth0",
            ImmutableSortedDictionary<string, string>.Empty, clock.GetUtcNow());
        var entry = new AttachmentEntry(attachment, new(kind, attachment.NetnsPath, kind == NetnsKind.Process ? 4711 : 0));
        Attachments.Change(book => book.With(entry));
        return entry;
    }

    /// <summary>Waits, by what the loop says it found, until something is so.</summary>
    public async Task UntilAsync(Func<bool> so)
    {
        while (!so()) await Condition.Changed.WaitAsync(CancellationToken.None).Soon();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default).Soon();
        folder.Dispose();
        foreach (var bug in running.Select(worker => worker.Exception).OfType<AggregateException>()) throw bug;
    }
}
