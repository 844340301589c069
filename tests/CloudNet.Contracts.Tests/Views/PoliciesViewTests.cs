using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using CsCheck;
using Xunit;

namespace CloudNet.Contracts.Tests.Views;

/// <summary>A network's policies, as its hosts are told of them.</summary>
public sealed class PoliciesViewTests
{
    private static readonly PoliciesView Empty = new(
        new(new Guid(100, 0, 0, new byte[8])), ImmutableSortedDictionary<PolicyId, NetworkPolicy>.Empty);

    private static readonly Gen<ViewOperation> Operations = Gen.OneOf(
        from id in Gen.Int[1, 4] from priority in Gen.Int[1, 3] from bare in Gen.Bool select (ViewOperation)new PolicySet(Id(id), Policy(priority, bare)),
        from id in Gen.Int[1, 4] select (ViewOperation)new PolicyRemoved(Id(id)),
        from ingress in Gen.Int[0, 2] select (ViewOperation)new PolicyDefaultsSet(new((PolicyDefault)ingress, PolicyDefault.Allow)));

    [Fact]
    public void It_is_what_was_set_last_and_not_removed_since() => Operations.Array[0, 30].Sample(operations =>
    {
        var (model, defaults) = (new Dictionary<PolicyId, NetworkPolicy>(), default(PolicyDefaults));
        foreach (var operation in operations)
        {
            if (operation is PolicySet set) model[set.Id] = set.Policy;
            if (operation is PolicyRemoved removed) model.Remove(removed.Id);
            if (operation is PolicyDefaultsSet said) defaults = said.Defaults;
        }
        var view = (PoliciesView)operations.Aggregate((View)Empty, (before, operation) => before.After(operation));
        Assert.Equal(model.OrderBy(one => one.Key), view.Policies);
        Assert.Equal((defaults, model.Count > 0 || defaults.Ingress != PolicyDefault.Allow), (view.Defaults, view.Any));
        // Said twice it is the same, and so it is read back from what an agent saves.
        Assert.Equal(view, operations.Aggregate((View)view, (before, operation) => before.After(operation)));
        var text = JsonSerializer.Serialize(new SavedView(1, view), ContractsJson.Default.SavedView);
        Assert.Equal(view, JsonSerializer.Deserialize(text, ContractsJson.Default.SavedView)!.View);
    }, iter: 2_000);

    [Fact]
    public void An_operation_of_another_stream_is_refused() =>
        Assert.Throws<ArgumentException>(() => Empty.After(new NetworkMemberRemoved(new HostId(Guid.Empty))));

    [Fact]
    public void They_are_judged_by_priority_then_what_denies_then_by_name()
    {
        NetworkPolicy One(string name, int priority, PolicyAction action) =>
            new(name, PolicyDirection.Ingress, action, priority, ImmutableSortedDictionary<string, string>.Empty);
        NetworkPolicy[] all = [One("b", 7, PolicyAction.Allow), One("z", 7, PolicyAction.Deny), One("a", 7, PolicyAction.Allow), One("c", 6, PolicyAction.Allow)];
        Assert.Equal(["c", "z", "a", "b"], all.Order(Comparer<NetworkPolicy>.Create(NetworkPolicy.InOrder)).Select(policy => policy.Name));
    }

    [Fact]
    public void It_is_about_who_has_all_of_its_labels_and_a_peer_has_all_of_one_of_them()
    {
        var policy = Policy(1, bare: false);
        Dictionary<string, string> db = new() { ["app"] = "db", ["more"] = "" }, web = new() { ["app"] = "web" };
        Assert.True(policy.IsAbout(db) && !policy.IsAbout(web) && policy.HasPeer(web) && !policy.HasPeer(db));
        Assert.True(Policy(1, bare: true).IsAbout(web) && !Policy(1, bare: true).HasPeer(web));
    }

    private static PolicyId Id(int n) => new(new Guid(300 + n, 0, 0, new byte[8]));

    private static NetworkPolicy Policy(int n, bool bare) => new(
        $"p-{n}", PolicyDirection.Egress, PolicyAction.Deny, n, bare ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string, string>.Empty.Add("app", "db"),
        bare ? default : [new(ImmutableSortedDictionary<string, string>.Empty.Add("app", "web")), new(Cidr: IPNetwork.Parse($"10.{n}.0.0/16"))],
        bare ? default : [new(PolicyProtocol.Tcp, n, n + 5), new(PolicyProtocol.Icmp)], bare);
}
