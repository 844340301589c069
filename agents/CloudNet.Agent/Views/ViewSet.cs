using System.Collections.Immutable;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Views;

/// <summary>
/// All that a host knows of the desired state at one moment: its copy of its own stream, of each network's, and of each network's workloads, services and
/// policies.
/// Immutable, so that a reader sees one moment whatever arrives meanwhile.
///
/// Nothing received makes it smaller, but for one thing: the host's own view in a newer revision that no longer lists a
/// network. That is the tombstone of the network's copy.
/// </summary>
/// <param name="Self">The host.</param>
/// <param name="Copies">The copies, by their stream.</param>
internal sealed record ViewSet(HostId Self, ImmutableSortedDictionary<StreamName, ViewCopy> Copies)
{
    /// <summary>
    /// Copies that an older build of this agent saved: they hold, and lack what only this build understands of them. They are
    /// asked for again, and a snapshot of the same revision counts.
    /// </summary>
    public ImmutableHashSet<StreamName> Outdated { get; init; } = [];

    /// <summary>A host that knows nothing yet.</summary>
    public static ViewSet Nothing(HostId self) => new(self, ImmutableSortedDictionary<StreamName, ViewCopy>.Empty);

    /// <summary>Whether there is any view; without one nothing in the kernel may be touched.</summary>
    public bool Any => !Copies.IsEmpty;

    /// <summary>The host's own view, or null before the first.</summary>
    public HostView? Host => Copies.GetValueOrDefault(StreamName.Of(Self))?.View as HostView;

    /// <summary>The views of the networks.</summary>
    public IEnumerable<NetworkView> Networks => Copies.Values.Select(copy => copy.View).OfType<NetworkView>();

    /// <summary>
    /// How far the host is in each stream that it wants, as <see cref="WantedFrom"/>: its own, those of its networks, and those of their workloads,
    /// services and policies.
    /// </summary>
    public ImmutableArray<StreamRevision> Wanted =>
    [
        .. NetworksWanted.Select(StreamName.Of).Prepend(StreamName.Of(Self))
            .Concat(NetworksWanted.Select(StreamName.OfWorkloads)).Concat(NetworksWanted.Select(StreamName.OfServices))
            .Concat(NetworksWanted.Select(StreamName.OfPolicies))
            .Take(LinkLimits.Entries).Select(stream => new StreamRevision(stream, WantedFrom(stream))),
    ];

    /// <summary>Whether every stream that the host builds by is here. It builds without knowing the workloads of others.</summary>
    public bool IsComplete => NetworksWanted.Select(StreamName.Of).Prepend(StreamName.Of(Self)).All(Copies.ContainsKey);

    /// <summary>The networks that it is in; before the first word of its own stream those that it has.</summary>
    public IEnumerable<NetworkId> NetworksWanted => Host is { } host ? host.Networks : Copies.Keys.Select(stream => stream.Network).OfType<NetworkId>();

    /// <summary>Whether a network is wanted, as far as is known, and its view is not here: a snapshot of it is still on its way.</summary>
    public bool Misses(NetworkId network) => RevisionOf(StreamName.Of(network)) == 0 && Host?.Networks.Contains(network) != false;

    /// <summary>The revision had of a stream; 0 for none.</summary>
    public long RevisionOf(StreamName stream) => Copies.GetValueOrDefault(stream)?.Revision ?? 0;

    /// <summary>The revision after which the host wants to hear of a stream; 0, for all of it, where it has no copy or an outdated one.</summary>
    public long WantedFrom(StreamName stream) => Outdated.Contains(stream) ? 0 : RevisionOf(stream);

    /// <summary>The network of this name or id, or null.</summary>
    public NetworkView? Network(string nameOrId) =>
        Networks.FirstOrDefault(network => network.Settings.Name == nameOrId)
        ?? (NetworkId.TryParse(nameOrId, null, out var id) ? Network(id) : null);

    /// <summary>The view of a network, or null.</summary>
    public NetworkView? Network(NetworkId id) => Copies.GetValueOrDefault(StreamName.Of(id))?.View as NetworkView;

    /// <summary>The workloads of a network; null where they are not known.</summary>
    public WorkloadsView? WorkloadsOf(NetworkId id) => Copies.GetValueOrDefault(StreamName.OfWorkloads(id))?.View as WorkloadsView;

    /// <summary>The services of a network; null where they are not known.</summary>
    public ServicesView? ServicesOf(NetworkId id) => Copies.GetValueOrDefault(StreamName.OfServices(id))?.View as ServicesView;

    /// <summary>The policies of a network; null where they are not known.</summary>
    public PoliciesView? PoliciesOf(NetworkId id) => Copies.GetValueOrDefault(StreamName.OfPolicies(id))?.View as PoliciesView;

    /// <summary>Whether all is the same but for services, policies and the workloads of others.</summary>
    public bool HasSameNetworksAs(ViewSet other) => Same(other, copy => copy.View is not (WorkloadsView or ServicesView or PoliciesView));

    /// <summary>Whether the services and policies are the same.</summary>
    public bool HasSameRulesAs(ViewSet other) => Same(other, copy => copy.View is ServicesView or PoliciesView);

    /// <summary>Whether the same networks have services, and the same have policies.</summary>
    public bool HasSameRuledAs(ViewSet other) =>
        ReferenceEquals(this, other) || (Served.SequenceEqual(other.Served) && Policed.SequenceEqual(other.Policed));

    private IEnumerable<NetworkId> Served =>
        Copies.Values.Select(copy => copy.View).OfType<ServicesView>().Where(view => !view.Services.IsEmpty).Select(view => view.Network);

    private IEnumerable<NetworkId> Policed => Copies.Values.Select(copy => copy.View).OfType<PoliciesView>().Where(view => view.Any).Select(view =>
        view.Network);

    /// <summary>Whether the workloads of others are the same, as far as they make a difference to what is built.</summary>
    public bool HasSameSegmentsAs(ViewSet other) =>
        Same(other, copy => copy.View is WorkloadsView { Network: var id } && Network(id)?.Settings.Driver == NetworkDriver.Bridge);

    private bool Same(ViewSet other, Func<ViewCopy, bool> which) => ReferenceEquals(this, other)
        || (Self == other.Self && Copies.Values.Where(which).SequenceEqual(other.Copies.Values.Where(which), ReferenceEqualityComparer.Instance));

    /// <summary>What is pinned on this host in a network.</summary>
    public IEnumerable<Pin> PinsOf(NetworkId network) => Host?.PinsOf(network) ?? [];

    /// <summary>The networks that it is in for its workloads alone.</summary>
    public ImmutableArray<NetworkId> Hidden => Host?.Hidden ?? default;

    /// <summary>Which of its ports lead to workloads.</summary>
    public ImmutableArray<PortMapping> PortMappings => Host?.PortMappings ?? default;

    /// <summary>Whether the stream is this host's own or that of a network that it is in.</summary>
    public bool Follows(StreamName stream) =>
        stream.Host == Self
        || (stream.AnyOf is { } network && (Host is { } host ? host.Networks.Contains(network) : Copies.ContainsKey(StreamName.Of(network))));

    /// <summary>The set with a newer copy of a stream, without the networks that the host's own view no longer lists.</summary>
    public ViewSet With(ViewCopy copy)
    {
        var next = this with { Copies = Copies.SetItem(copy.View.Stream, copy) };
        return copy.View is HostView ? next.WithoutLeft() : next;
    }

    /// <summary>The set without copies of networks that the host's own view, where there is one, does not list.</summary>
    public ViewSet WithoutLeft() => Host is { } host
        ? this with { Copies = Copies.RemoveRange(Copies.Keys.Where(stream => stream.AnyOf is { } network && !host.Networks.Contains(network))) }
        : this;
}
