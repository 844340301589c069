using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Policies;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Policies;

/// <summary>Networks with policies, and what hosts are told of them.</summary>
internal static class Policed
{
    /// <summary>Policy n.</summary>
    public static PolicyId Id(int n) => new(Guid.Parse($"01980000-0000-7000-8000-0000000003{n:x2}"));

    /// <summary>Lets who is labelled app=web call 5432 of who is labelled app=db.</summary>
    public static NetworkPolicy WebToDb { get; } = new(
        "web-to-db", PolicyDirection.Ingress, PolicyAction.Allow, 500, Served.Labels("app=db"), [Peer("app=web")], [new(PolicyProtocol.Tcp, 5432)]);

    /// <summary>Everything to or from everybody.</summary>
    public static NetworkPolicy Any(string name, PolicyDirection direction, PolicyAction action, int priority = 500) =>
        new(name, direction, action, priority, Served.Labels());

    /// <summary>Workloads by their labels.</summary>
    public static PolicyPeer Peer(params string[] labels) => new(Served.Labels(labels));

    /// <summary>A range.</summary>
    public static PolicyPeer Cidr(string range) => new(Cidr: IPNetwork.Parse(range));

    /// <summary>These policies, the first as 1.</summary>
    public static PoliciesView Policies(params NetworkPolicy[] policies) => new(
        Sample.Dual.Id, policies.Index().ToImmutableSortedDictionary(one => Id(one.Index + 1), one => one.Item));

    /// <summary>What the policies of a network are planned from, on its first host.</summary>
    public static PolicyInput Input(PoliciesView? policies, WorkloadsView? workloads, NetworkView? network = null)
    {
        var view = network ?? Sample.Dual;
        var built = HostPlanner.Plan(Sample.Host(1), [view], [], Sample.Facts(), policies: _ => policies).Networks;
        return new(true, [view.Id], built, _ => policies, _ => workloads);
    }

    /// <summary>The tables of the first host.</summary>
    public static PolicyBook Book(PoliciesView policies, WorkloadsView workloads, NetworkView? network = null)
    {
        var book = new PolicyBook();
        book.Take(Input(policies, workloads, network));
        return book;
    }
}
