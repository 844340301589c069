using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Workloads;
using CloudNet.Web.Fleet;
using CloudNet.Web.People;

namespace CloudNet.Web.Tests.Fleets;

/// <summary>A controller whose whole state is one snapshot in memory. Refuses what the real one refuses, in the same shape.</summary>
public sealed partial class MemoryController : IControllerClient
{
    private readonly Lock gate = new();
    private readonly List<Channel<long>> listeners = [];
    private FleetSnapshot fleet = new([], [], [], TestFleet.Now);
    private readonly TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until somebody listens for changes.</summary>
    public Task HeardAsync(CancellationToken cancel) => heard.Task.WaitAsync(cancel);

    /// <summary>When set, every question fails with it: the controller is out of reach.</summary>
    public Exception? Fault { get; set; }

    /// <summary>How often hosts were asked for.</summary>
    public int Looks { get; private set; }

    /// <summary>Changes that were asked for, in words and in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The last enrolment key that was asked for.</summary>
    public CreateEnrolmentKey? AskedKey { get; private set; }

    /// <summary>What the person may do.</summary>
    public Powers May { get; set; } = Powers.All;

    public Task<Powers> PowersAsync(CancellationToken cancel) => Fault is null ? Task.FromResult(May) : Task.FromException<Powers>(Fault);

    /// <summary>What it holds.</summary>
    public FleetSnapshot Fleet
    {
        get => fleet;
        set
        {
            fleet = value;
            Signal();
        }
    }

    /// <summary>A host's link changes.</summary>
    public void Link(string name, HostLinkState link) =>
        Fleet = new(fleet.Networks, [.. fleet.Hosts.Select(host => host.Name == name ? host with { Link = link } : host)], fleet.Workloads, fleet.At);

    /// <summary>Says to everyone who listens that something may have changed.</summary>
    public void Signal()
    {
        lock (gate)
            foreach (var listener in listeners) listener.Writer.TryWrite(1);
    }

    public Task<IReadOnlyList<NetworkRecord>> NetworksAsync(CancellationToken cancel) => Answer(fleet.Networks);

    public Task<IReadOnlyList<HostRecord>> HostsAsync(CancellationToken cancel)
    {
        Looks++;
        return Answer(fleet.Hosts);
    }

    public Task<IReadOnlyList<WorkloadRecord>> WorkloadsAsync(CancellationToken cancel) => Answer(fleet.Workloads);

    public Task<Answer<NetworkRecord>> CreateNetworkAsync(CreateNetwork request, CancellationToken cancel)
    {
        var problems = new List<FieldProblem>();
        if (string.IsNullOrEmpty(request.Name)) problems.Add(new("name", "A network has a name.", "Give 1 to 63 lower-case letters, digits or hyphens."));
        if (fleet.Networks.Any(network => network.Name == request.Name)) problems.Add(new("name", $"'{request.Name}' is taken.", "Choose another name."));
        if (!IPNetwork.TryParse(request.Range, out var range) || range.ToString() != request.Range) problems.Add(new("range", $"'{request.Range}' is not a CIDR without host bits.", "Write it like 10.100.0.0/16."));
        if (request.Mtu is < 576) problems.Add(new("mtu", "An MTU is at least 576", "leave it empty to have it measured"));
        if (problems.Count > 0) return Done<NetworkRecord>(null, new("urn:cloudnet:invalid", "The network was not made", 400, null, problems));
        var made = new NetworkRecord(
            new NetworkId(TestFleet.Id(request.Name!)), request.Name!, [new(range, request.SubnetLength ?? 24, range.BaseAddress, range.BaseAddress)],
            Enum.Parse<NetworkDriver>(request.Driver ?? "vxlan", ignoreCase: true),
            request.Nat ?? true, request.Mtu, 100 + fleet.Networks.Count, 1, TestFleet.Now, []);
        Asked.Add($"create {request.Name} {request.Range} {request.Driver} nat={request.Nat}");
        Fleet = new([.. fleet.Networks, made], fleet.Hosts, fleet.Workloads, fleet.At);
        return Done(made, null);
    }

    public Task<Answer<bool>> RemoveNetworkAsync(NetworkId network, CancellationToken cancel)
    {
        Asked.Add($"remove network {fleet.Networks.Single(known => known.Id == network).Name}");
        Fleet = new([.. fleet.Networks.Where(known => known.Id != network)], fleet.Hosts, fleet.Workloads, fleet.At);
        return Done(true, null);
    }

    public Task<Answer<bool>> RemoveHostAsync(HostId host, CancellationToken cancel)
    {
        if (fleet.Host(host) is not { } known) return Done(false, new("urn:cloudnet:not-found", "There is no such host", 404, "It was removed already."));
        Asked.Add($"remove host {known.Name}");
        Fleet = new(fleet.Networks, [.. fleet.Hosts.Where(other => other.Id != host)], fleet.Workloads, fleet.At);
        return Done(true, null);
    }

    public Task<Answer<CreatedEnrolmentKey>> CreateEnrolmentKeyAsync(CreateEnrolmentKey request, CancellationToken cancel)
    {
        AskedKey = request;
        if (request.Uses is null or < 1) return Done<CreatedEnrolmentKey>(null, new(
            "urn:cloudnet:invalid", "The key was not made", 400, null, [new("uses", "A key is for at least one host.", "Give 1 to 100,000.")]));
        if (request.Labels?.FirstOrDefault(label => label.Value is null).Key is { } bare) return Done<CreatedEnrolmentKey>(null, new(
            "urn:cloudnet:invalid", "The key was not made", 400, null, [new("labels", $"Label '{bare}' has no value.", "Give one, as in rack=7; it may be empty.")]));
        var until = TestFleet.Now.AddMinutes(request.ExpiresInMinutes ?? 1440);
        var key = new EnrolmentKeyRecord(
            new EnrolmentKeyId(Guid.NewGuid()), request.Name ?? "", request.Uses.Value, 0, until, request.Networks ?? [], TestFleet.Now, request.Labels);
        return Done(new CreatedEnrolmentKey(key, "cnk_3vQ8m2", "curl -fsSL http://10.0.0.1:8080/install.sh | sh -s -- --key cnk_3vQ8m2"), null);
    }

    public async IAsyncEnumerable<long> ChangesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (gate) listeners.Add(channel);
        heard.TrySetResult();
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancel)) yield return change;
        }
        finally
        {
            lock (gate) listeners.Remove(channel);
        }
    }

    private Task<IReadOnlyList<T>> Answer<T>(IReadOnlyList<T> records) =>
        Fault is null ? Task.FromResult(records) : Task.FromException<IReadOnlyList<T>>(Fault);

    private Task<Answer<T>> Done<T>(T? value, ProblemRecord? problem) =>
        Fault is null ? Task.FromResult(new Answer<T>(value, problem)) : Task.FromException<Answer<T>>(Fault);
}
