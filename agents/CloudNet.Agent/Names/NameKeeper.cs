using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Names;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Tables;
using CloudNet.Agent.Views;

namespace CloudNet.Agent.Names;

/// <summary>
/// The worker that has names answered at the gateway addresses of the host's networks, as the host knows them: no controller is needed for that.
/// </summary>
/// <param name="live">What is known.</param>
/// <param name="networks">The networks as they are built.</param>
/// <param name="condition">Tells which workloads are attached here; told where nobody can ask.</param>
/// <param name="book">Gets what is known of names.</param>
/// <param name="resolver">Answers by it.</param>
/// <param name="sockets">Makes sockets.</param>
/// <param name="files">Has workloads ask there.</param>
/// <param name="log">Told of what goes wrong.</param>
/// <param name="clock">Spaces what is tried again.</param>
internal sealed class NameKeeper(
    LiveViews live, LiveNetworks networks, LiveCondition condition, NameBook book, NameResolver resolver, NameSocket sockets, ResolvFiles files, AgentLog log,
    TimeProvider clock)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5), Period = TimeSpan.FromMinutes(1);
    private readonly OwnWorkloads workloads = new(live.Current.Views.Self);
    private readonly Dictionary<IPAddress, NameListener> listeners = [];
    private readonly Wake wake = new();
    private ImmutableArray<string> said = [];
    private ImmutableArray<string> found = [];
    private Task looking = Task.CompletedTask;

    /// <summary>Answers until stopped. Called before any other worker starts.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        live.OnChange(wake.Call);
        networks.OnChange(wake.Call);
        condition.OnWorkloads(wake.Call);
        try
        {
            while (true)
            {
                var problems = networks.IsTold ? Step() : [];
                Say(problems);
                await wake.WaitAsync(problems.IsEmpty ? Period : Again, clock, stop);
            }
        }
        finally
        {
            foreach (var listener in listeners.Values) listener.Dispose();
        }
    }

    private ImmutableArray<string> Step()
    {
        var known = live.Current;
        var built = known.Removed ? [] : networks.Current;
        workloads.Take(condition.Current.Workloads);
        book.Take(built, known.Views.ServicesOf, id => workloads.With(id, known.Views.WorkloadsOf(id)));
        var wanted = (from network in built
                      from subnet in network.Subnets
                      select (subnet.Gateway, Network: network)).DistinctBy(one => one.Gateway).ToDictionary(one => one.Gateway, one => one.Network);
        foreach (var gone in listeners.Keys.Except(wanted.Keys).ToArray())
        {
            listeners.Remove(gone, out var listener);
            listener!.Dispose();
        }
        var own = wanted.Keys.ToImmutableHashSet();
        ImmutableArray<string> problems = [.. wanted.Select(one => Listen(one.Key, one.Value, own)).OfType<string>()];
        files.Take([.. built.Where(network => network.Subnets.Any(subnet => listeners.ContainsKey(subnet.Gateway)))]);
        return [.. problems, .. Files()];
    }

    // By another thread: workloads' file systems may take their time. What is other meanwhile is looked at after it.
    private ImmutableArray<string> Files()
    {
        if (looking.IsCompleted && files.IsDue(clock.GetUtcNow(), found.IsEmpty ? Period : Again)) looking = LookAsync();
        return found;
    }

    private async Task LookAsync()
    {
        try
        {
            var now = clock.GetUtcNow();
            found = await Task.Run(() => files.Look(now));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            found = [$"The resolv.conf of workloads could not be looked after: {fault.Message}"];
        }
        wake.Call();
    }

    // Answers why it cannot.
    private string? Listen(IPAddress address, NetworkOnHost network, ImmutableHashSet<IPAddress> own)
    {
        if (listeners.TryGetValue(address, out var listener))
        {
            listener.Take(network, own);
            return null;
        }
        try
        {
            listeners.Add(address, NameListener.Open(address, network, own, resolver, sockets));
            return null;
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return $"Names of network {network.Settings.Name} are not answered at {address}: another program has port {DnsNames.Port}. "
                + $"'ss -lntup sport = :{DnsNames.Port}' shows which; have it listen on its own addresses alone (dnsmasq: bind-interfaces).";
        }
        catch (SocketException fault)
        {
            return $"Names of network {network.Settings.Name} are not answered at {address}: {fault.Message}.";
        }
    }

    private void Say(ImmutableArray<string> problems)
    {
        foreach (var problem in problems.Except(said)) log.Warn("names", problem);
        if (!problems.SequenceEqual(said)) condition.Problems("names", problems);
        said = problems;
    }
}
