using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Paths;

/// <summary>Whether a host says that it could send by the way across that its network is on its way to.</summary>
public sealed class NextPlanesTests
{
    private static readonly NetworkView View = Sample.Blue.With(settings => settings with { Next = new(new(NetworkDriver.Udp, 77, 8300)) });
    private static readonly PathCondition Lost = PathCondition.Unknown.Missed().Missed().Missed();

    [Fact]
    public void It_is_ready_when_each_peer_answers() => Says(true, null, Whole);

    [Fact]
    public void It_is_not_known_before_each_was_asked() => Says(null, null, path => path.Peer == "v3" && path.Key.IsNext ? PathCondition.Unknown : Whole(path));

    [Fact]
    public void A_peer_that_is_down_is_no_hindrance() => Says(true, null, path => path.Peer == "v3" ? Lost : Whole(path));

    [Fact]
    public void One_that_answers_by_the_old_way_alone_is_named() => Says(false,
        "not reached by the driver udp: v3; let UDP port 8300 through between the hosts, or give the network another port",
        path => path.Peer == "v3" && path.Key.IsNext ? Lost : Whole(path));

    [Fact]
    public void Once_moved_one_that_answers_outside_alone_is_named() => Says(false,
        "not reached by the driver udp: v3; let UDP port 8300 through between the hosts, or give the network another port",
        path => path.Peer == "v3" ? Lost with { Fault = PathFault.Tunnel } : Whole(path), moved: true);

    [Fact]
    public void So_is_one_that_answers_only_what_is_bound_to_the_new_way() => Says(false,
        "not reached by the driver udp: v3; let UDP port 8300 through between the hosts, or give the network another port",
        path => path.Peer == "v3" && !path.Key.IsNext ? Lost with { Fault = PathFault.Tunnel } : Whole(path), moved: true);

    [Fact]
    public void A_key_that_is_yet_to_be_made_is_waited_for()
    {
        var network = On(Sample.Blue.With(settings => settings with { Next = new(new(NetworkDriver.Wireguard, 77, 51820, KeyGeneration: 2)) })) with
        {
            Facts = Sample.Facts() with { Wireguard = WireguardKind.Kernel },
        };
        Assert.Equal([new NextPlaneReport(View.Id, 77, null)], NextPlanes.Of([network], []));
    }

    [Fact]
    public void And_one_that_is_down_is_not() => Says(true, null, path => path.Peer == "v3" ? Lost with { Fault = PathFault.Host } : Whole(path), moved: true);

    [Fact]
    public void So_is_one_that_long_packets_do_not_reach() => Says(false,
        "not reached by the driver udp: v2 (packets of more than 1300 bytes); let UDP port 8300 through between the hosts, or give the network another port",
        path => path.Peer == "v2" && path.Key.IsNext ? Whole(path) with { Mtu = 1300 } : Whole(path));

    [Fact]
    public void A_network_that_stays_as_it_is_says_nothing() => Assert.Empty(NextPlanes.Of([On(Sample.Blue)], []));

    private static PathCondition Whole(NetworkPath path) => PathCondition.Unknown.Answered(TimeSpan.FromMilliseconds(1)) with { Mtu = path.Mtu };

    private static void Says(bool? ready, string? problem, Func<NetworkPath, PathCondition> found, bool moved = false)
    {
        var network = On(moved ? View.With(settings => settings with { Next = settings.Next! with { MovedThrough = Sample.Host(1) } }) : View);
        var all = NetworkPath.Of([network]);
        Assert.Equal(4, all.Length);
        Assert.Equal(
            [new NextPlaneReport(View.Id, 77, ready, problem, network.Settings.Next!.MovedThrough)],
            NextPlanes.Of([network], all.Select(path => (path, found(path)))));
    }

    private static NetworkOnHost On(NetworkView view) => new(view, view.Members[Sample.Host(1)], Sample.Facts());
}
