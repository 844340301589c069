using System.Net.Sockets;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Control;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Health;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Keys;
using CloudNet.Agent.Link;
using CloudNet.Agent.Names;
using CloudNet.Agent.Offload;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Policies;
using CloudNet.Agent.Preflight;
using CloudNet.Agent.Ranges;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.Services;
using CloudNet.Agent.State;
using CloudNet.Agent.Tracing;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Cli;

/// <summary>
/// The running agent, put together. What is on disk is in the kernel before the first word to the controller; then all
/// workers go on side by side: views to disk, the underlay address, WireGuard's keys, the host's own routes and settings, kernel events,
/// reconciling, names, the paths to peers, what their tunnels do to checksums, traces of packets, the control socket, and the link.
/// </summary>
/// <param name="folder">The state.</param>
/// <param name="kernel">The kernel.</param>
/// <param name="log">Told of everything.</param>
/// <param name="clock">The time.</param>
internal sealed class AgentRun(StateFolder folder, IKernel kernel, AgentLog log, TimeProvider clock)
{
    /// <summary>Bounds of the link; others in tests.</summary>
    public LinkTimings Timings { get; init; } = new();

    /// <summary>Docker's files; others in tests.</summary>
    public DockerFiles Docker { get; init; } = DockerFiles.Usual;

    /// <summary>How the underlay address is guessed; otherwise in tests.</summary>
    public UnderlayGuessing Guess { get; init; } = UnderlayGuess.AnewAsync;

    /// <summary>What makes the sockets that peers are probed by; otherwise in tests.</summary>
    public Func<AddressFamily, Socket> Echo { get; init; } = EchoSocket.Make;

    /// <summary>What runs the tools that packets are traced by; in another namespace in tests.</summary>
    public ToolRunner Tools { get; init; } = new(null);

    /// <summary>What makes the sockets that tunnels are tested by; otherwise in tests.</summary>
    public Func<AddressFamily, SocketType, ProtocolType, Socket> Sockets { get; init; } = (family, kind, protocol) => new(family, kind, protocol);

    /// <summary>Runs until stopped.</summary>
    /// <exception cref="InvalidDataException">The state on disk does not allow it.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        folder.Create();
        using var only = FolderLock.TryTake(folder.Lock)
            ?? throw new InvalidDataException($"An agent is running with {folder.Path} already. Stop it first, or give this one its own --state-dir.");
        var identity = HostIdentity.Load(folder)
            ?? throw new InvalidDataException($"This host is not enrolled ({folder.Identity} is missing). Enrol it with 'cloudnet-agent enrol'.");
        using var key = HostKey.Load(folder);
        log.Info("agent", $"Host {identity.Name} ({identity.HostId}) of {identity.Controller}, underlay address {identity.Underlay}.");
        await RunAsync(identity.HostId, new LiveIdentity(identity), key, stop);
    }

    private async Task RunAsync(HostId host, LiveIdentity identity, HostKey key, CancellationToken stop)
    {
        var (attachments, condition, store) = (new LiveAttachments(new AttachmentStore(folder)), new LiveCondition(), new ViewStore(folder));
        var onDisk = OnDisk(store, host, condition);
        var live = new LiveViews(onDisk, RemovedMark.Load(folder, host) is not null);
        var (triggers, backoff) = (new PassTriggers(), new StepBackoff(clock));
        var presence = new Presence(attachments, Netns.IsThere, Boot.Id, log, clock);
        var (networks, paths, mtus) = (new LiveNetworks(), new PathBook(clock), new LiveMtus(triggers));
        using var prober = new PathProber(Echo, clock);
        var loop = new ReconcileLoop(new Reconciler(identity, kernel, backoff, networks, mtus), triggers, live, presence, backoff, condition, log, clock);
        var names = new NameService(live, networks, condition, attachments, Sockets, log, clock);
        var (health, services, policies) = (
            new HealthKeeper(live, attachments, condition, new(new(Tools), clock), log, clock),
            new ServiceKeeper(live, networks, new(kernel.Services), new(kernel.Services, kernel.Flows), condition, log, clock),
            new PolicyKeeper(live, networks, new(kernel.Policies), new(kernel.PolicyPorts), condition, log, clock));
        var underlay = new UnderlayKeeper(folder, identity, kernel, Guess, triggers, condition, log);
        var connector = new LinkConnector(identity.Current.Address(), Timings, clock);
        var traces = Traces(networks, attachments, identity);
        var link = Link(connector, identity, underlay, key, live, condition, paths, traces);
        var keys = new KeyKeeper(new(folder, new(null)), DriverSupport.Wireguard, live, identity, triggers, condition, log, clock);
        keys.Load();
        var attacher = new Attacher(live, attachments, new(live, attachments, new(networks, Sockets, clock), log, clock), triggers, names.Files, log, clock);
        var report = new StatusReport(identity, AgentVersion.Text, live, attachments, condition, paths, link);
        var control = new ControlServer(folder, new(attacher, underlay, new(networks, attachments, prober), names.Desk, report), log, clock);
        using var socket = control.Open();
        await Workers.RunAsync(stop =>
        [
            // They ask to be called before anybody has something to say.
            health.RunAsync(stop), services.RunAsync(stop), policies.RunAsync(stop), names.RunAsync(stop),
            new ViewSaver(live, store, onDisk, condition, log, clock).RunAsync(stop),
            underlay.RunAsync(stop), keys.RunAsync(stop), loop.RunAsync(stop), new RangeWatch(kernel, Docker, live, condition, clock).RunAsync(stop),
            new PreflightWatch(kernel, live, attachments, () => connector.Ahead, condition, clock).RunAsync(stop),
            new PathWatch(networks, paths, prober, mtus, condition, clock).RunAsync(stop),
            new OffloadWatch(networks, paths, new(Sockets), new(Sockets), condition, log, clock).RunAsync(stop),
            traces.RunAsync(stop), new PolicyCounting(kernel.Policies, () => policies.Counters, condition, log, clock).RunAsync(stop),
            new KernelWatcher(kernel, triggers, services.Doubt, policies.Doubt, condition, log, clock).RunAsync(stop),
            control.RunAsync(socket, stop),
            LinkAsync(link, live, triggers, stop),
        ], stop);
    }

    private LinkLoop Link(
        LinkConnector connector, LiveIdentity identity, UnderlayKeeper underlay, HostKey key, LiveViews live, LiveCondition condition, PathBook paths,
        TraceDesk traces) => new(
        connector, new LinkGreeting(identity, key, AgentVersion.Text, Boot.Id, Netns.OwnInode()),
        underlay, new HostRemoval(folder, identity.Current.HostId, live, log, clock), live, condition, paths,
        async cancel => new(
            DriverSupport.Find(await SwitchSupport.OfAsync(kernel, identity.Current.Underlay, cancel)),
            [.. identity.Keys.TakeLast(LinkLimits.Keys).Select(key => new MemberKey(key.Generation, key.PublicKey))]),
        identity.KeysChanged, traces,
        new LinkBackoff(Timings, Random.Shared.NextDouble),
        Timings, log, clock);

    private ViewSet OnDisk(ViewStore store, HostId host, LiveCondition condition)
    {
        var (onDisk, problems) = store.Load(host);
        foreach (var problem in problems) log.Error("views", problem);
        condition.Problems("disk", problems);
        return onDisk;
    }

    private TraceDesk Traces(LiveNetworks networks, LiveAttachments attachments, LiveIdentity identity) =>
        new(new(networks, () => attachments.Current.Entries.Select(entry => entry.Attachment), Tools, clock), identity, log);

    private static async Task LinkAsync(LinkLoop link, LiveViews live, PassTriggers triggers, CancellationToken stop)
    {
        if (live.Current is not { Removed: false, Views.Any: false }) await triggers.AskAsync().WaitAsync(stop);
        await link.RunAsync(stop);
    }
}
