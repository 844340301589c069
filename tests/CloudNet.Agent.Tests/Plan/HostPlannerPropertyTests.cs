using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>What holds of every plan.</summary>
public sealed class HostPlannerPropertyTests
{
    [Fact]
    public void There_is_a_plan_for_any_views_and_it_is_the_same_each_time() =>
        Gen.Select(Generated.Wild, Generated.Attachments, Gen.OneOf(0, 1500, 65535, int.MaxValue)).Sample((networks, attachments, mtu) =>
        {
            var facts = Sample.Facts() with { UnderlayMtu = mtu };
            var plan = HostPlanner.Plan(Sample.Host(1), networks, attachments, facts);
            var again = HostPlanner.Plan(Sample.Host(1), [.. networks.Reverse()], [.. attachments.Reverse()], facts);
            return plan.Desired == again.Desired && plan.Desired.ToText() == again.Desired.ToText();
        }, iter: 20_000);

    [Fact]
    public void Whatever_is_mapped_no_port_is_twice_in_a_look_up() => Generated.Mappings.Sample(mappings =>
    {
        Attachment[] attached = [Sample.Attach(1, Sample.Dual, "10.100.1.2,fd00:100:0:1::2"), Sample.Attach(2, Sample.Classic, "172.17.1.2")];
        var plan = HostPlanner.Plan(Sample.Host(1), [Sample.Dual, Sample.Classic], attached, Sample.Facts(), [.. mappings]);
        var ports = plan.Networks.SelectMany(network => network.Ports).SelectMany(
            port => Enumerable.Range(port.Mapping.HostPort.First, port.Mapping.HostPort.Count).Select(number => (port.Mapping.Protocol, number))).ToArray();
        return ports.Length == ports.Distinct().Count() && (mappings.Length == 0 || ports.Length > 0);
    });

    [Fact]
    public void Nothing_is_dropped_without_a_word() =>
        Gen.Select(Generated.Wild, Generated.Attachments).Sample((networks, attachments) =>
        {
            var plan = HostPlanner.Plan(Sample.Host(1), networks, attachments, Sample.Facts());
            var bridges = plan.Desired.Links.Count(link => link is BridgeLink);
            var veths = plan.Desired.Links.Count(link => link is VethLink);
            var mine = networks.Count(network => network.Members.ContainsKey(Sample.Host(1)));
            return plan.Problems.Count(problem => problem.StartsWith("network", StringComparison.Ordinal) && problem.Contains(" is left out: ", StringComparison.Ordinal) && !problem.Contains(": v", StringComparison.Ordinal)) == mine - bridges
                && plan.Problems.Count(problem => problem.StartsWith("workload", StringComparison.Ordinal)) == attachments.Length - veths;
        }, iter: 20_000);

    [Fact]
    public void Sound_views_have_no_problems_and_a_route_to_every_peer() => Generated.Sound.Sample(networks =>
    {
        var plan = HostPlanner.Plan(Sample.Host(1), networks, [], DriverSample.Facts());
        return plan.Problems.IsEmpty && plan.Desired.Routes.Count == networks.Sum(network =>
            (network.Settings.Plane.IsLayer2 ? network.Settings.Ranges.Length : 0) + ((network.Members.Count - 1) * RoutesToOne(network.Settings)));
    });

    // One in each family, but on a shared segment, which has one a range; and one inside WireGuard, where another driver runs over it.
    private static int RoutesToOne(NetworkSettings settings) =>
        (settings.Plane.IsLayer2 ? 0 : settings.Ranges.DistinctBy(range => range.BaseAddress.AddressFamily).Count())
        + (settings.Encrypted && settings.Driver is not (NetworkDriver.Routed or NetworkDriver.Wireguard) ? 1 : 0);
}
