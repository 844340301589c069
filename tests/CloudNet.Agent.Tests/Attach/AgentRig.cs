using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Control;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Link;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Tests.Attach;

/// <summary>A whole agent in this process, on the real kernel of a namespace that is its host.</summary>
internal sealed class AgentRig : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter log = new();
    private CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    private AgentRig(NetworkNamespace host, FakeGateway gateway)
    {
        (Host, Gateway) = (host, gateway);
        new HostIdentity(gateway.Address.ToString(), Sample.V1, "v1", "acme", Sample.Underlay(1)).Save(State);
        HostKey.LoadOrCreate(State).Dispose();
    }

    public NetworkNamespace Host { get; }

    public FakeGateway Gateway { get; }

    public StateFolder State => folder.State;

    public ControlClient Control => new(State);

    public LinuxKernel Kernel => new(Host.Path);

    public string Log => log.ToString();

    /// <summary>What the route to the controller shows as this host's address.</summary>
    public IPAddress? Guessed { get; set; }

    /// <summary>An agent that is running, in the network blue as far as it knows from its disk, with no link yet.</summary>
    public static async Task<AgentRig> StartAsync(params NetworkView[] networks)
    {
        var rig = new AgentRig(await NetworkNamespace.CreateHostAsync(), await FakeGateway.StartAsync());
        var views = ViewSet.Nothing(Sample.V1).With(new(1, Sample.HostView([.. networks.Select(network => network.Id)])));
        foreach (var network in networks) views = views.With(new(1, network));
        new ViewStore(rig.State).Save(ViewSet.Nothing(Sample.V1), views);
        await rig.RunAsync();
        return rig;
    }

    public async Task RunAsync()
    {
        stop = new();
        var run = new AgentRun(State, Kernel, new(TextWriter.Synchronized(log), TimeProvider.System), TimeProvider.System)
        {
            Timings = LinkRig.Quick, Guess = (_, _) => Task.FromResult(Guessed),
            Tools = new(Host.Path),
            Sockets = (family, kind, protocol) => Host.Make(() => new Socket(family, kind, protocol)),
            Echo = _ => throw new SocketException((int)SocketError.AddressNotAvailable), // Nobody on the machine's own network is asked anything.
        };
        running = run.RunAsync(stop.Token);
        using var deadline = new CancellationTokenSource(Within.Limit);
        while (await Control.AskAsync(new StatusRequest(), deadline.Token) is not StatusAnswer)
        {
            if (running.IsCompleted) await running;
            await Task.Delay(10, deadline.Token);
        }
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default).Soon();
        if (running.Exception is { } bug) throw bug;
    }

    public async Task<WorkloadState> AttachAsync(
        string target, string? name = null, string network = "blue", IPAddress? address = null, string? link = null, string[]? labels = null)
    {
        var answer = await AskAsync(target, name, network, address, link, labels);
        return answer is WorkloadAnswer done ? done.Workload : throw new InvalidOperationException(answer.ToString());
    }

    public async Task<string> RefusedAsync(
        string target, string? name = null, string network = "blue", IPAddress? address = null, string? link = null, string[]? labels = null)
    {
        var answer = await AskAsync(target, name, network, address, link, labels);
        return answer is RefusedAnswer refused ? refused.Text : throw new InvalidOperationException(answer.ToString());
    }

    public async Task<IReadOnlyList<WorkloadState>> ListAsync() =>
        ((WorkloadsAnswer)await Control.AskAsync(new ListRequest(), CancellationToken.None).Soon()).Workloads;

    public async Task<StatusAnswer> StatusAsync() => (StatusAnswer)await Control.AskAsync(new StatusRequest(), CancellationToken.None).Soon();

    /// <summary>Waits until the kernel was found to be as every network known wants it.</summary>
    public async Task SettledAsync()
    {
        using var deadline = new CancellationTokenSource(Within.Limit);
        while ((await StatusAsync()).Networks.Any(network => network.Applied != network.Revision)) await Task.Delay(20, deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Gateway.DisposeAsync();
        await Host.DisposeAsync();
        folder.Dispose();
    }

    private Task<ControlAnswer> AskAsync(string target, string? name, string network, IPAddress? address, string? link, string[]? labels) =>
        Control.AskAsync(new AttachRequest(
            target, network, name, labels?.ToImmutableSortedDictionary(label => label.Split('=')[0], label => label.Split('=')[1]), link,
            address is null ? null : [address]), CancellationToken.None).Soon();
}
