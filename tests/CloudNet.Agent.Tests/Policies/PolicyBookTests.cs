using CloudNet.Agent.Plan.Policies;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CsCheck;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Policies;

public sealed class PolicyBookTests
{
    private static readonly WorkloadsView Workloads = Served.Workloads(
        Served.On(1, "10.100.1.2,fd00:100:0:1::2", "app=db"), Served.On(2, "10.100.2.2,fd00:100:0:2::2", "app=web"));

    [Fact]
    public void What_is_told_to_be_other_leads_from_each_table_to_the_next() =>
        Gen.Select(PolicyCases.Policies, PolicyCases.Workloads, Gen.Int[0, 2]).Array[1, 12].Sample(walk =>
    {
        var (book, judged, sent) = (new PolicyBook(), new Dictionary<(string, string), string>(), new Dictionary<(string, string), string>());
        foreach (var (policies, workloads, ingress) in walk)
        {
            var view = Policed.Policies(policies) with { Defaults = new((PolicyDefault)ingress, PolicyDefault.Allow) };
            var input = Policed.Input(view, Served.Workloads(workloads));
            var (table, ports) = book.Take(input);
            Follow(judged, table);
            Follow(sent, ports);
            var anew = new PolicyBook();
            anew.Take(input);
            Assert.Equal(anew.Table.Elements.OrderBy(one => one.Key), judged.OrderBy(one => one.Key));
            Assert.Equal(anew.Ports.Elements.OrderBy(one => one.Key), sent.OrderBy(one => one.Key));
            Assert.Equal((anew.Table.Frame, anew.Ports.Frame), (book.Table.Frame, book.Ports.Frame));
            Assert.Equal(anew.Counters, book.Counters);
            var (again, same) = book.Take(input);
            Assert.False(again.Any || same.Any);
        }
    }, iter: 300);

    [Fact]
    public void What_the_plan_does_with_a_packet_is_what_the_policies_say() =>
        Gen.Select(PolicyCases.Policies, PolicyCases.Workloads, PolicyCases.Packets.Array[20], Gen.Int[0, 2], Gen.Int[0, 2]).Sample((policies, workloads,
            packets, ingress, egress) =>
    {
        var view = Policed.Policies(policies) with { Defaults = new((PolicyDefault)ingress, (PolicyDefault)egress) };
        var all = Served.Workloads(workloads);
        var plan = new PolicyEvaluator(Policed.Book(view, all).Table);
        var model = new PolicyModel(view, workloads, Sample.Host(1));
        foreach (var packet in packets)
            foreach (var direction in Enum.GetValues<PolicyDirection>())
                Assert.Equal((packet, direction, model.Judge(packet, direction)), (packet, direction, plan.Judge(packet, direction)), Same);
    }, iter: 500);

    [Fact]
    public void Of_a_network_of_which_something_is_not_known_all_stays()
    {
        var shut = Policed.Policies(Policed.WebToDb) with { Defaults = new(PolicyDefault.Deny, PolicyDefault.Allow) };
        var book = Policed.Book(shut, Workloads);
        var (before, frame) = (book.Table.Elements.ToDictionary(), book.Table.Frame);
        foreach (var (policies, workloads) in new (PoliciesView?, WorkloadsView?)[] { (null, Workloads), (Policed.Policies(), null), (null, null) })
        {
            var (table, ports) = book.Take(Policed.Input(policies, workloads));
            Assert.False(table.Any || ports.Any);
            Assert.True(book.Table is { Any: true, HasUnknown: true });
            Assert.Equal(before, book.Table.Elements);
        }
        Assert.False(book.Take(Policed.Input(Policed.Policies(), Workloads) with { Built = [] }).Table.Any); // It cannot be built just now.
        Assert.Equal(frame, book.Table.Frame);
        Assert.Equal(before.Count, book.Take(Policed.Input(Policed.Policies(), Workloads)).Table.Gone.Length);
        Assert.True(book.Table is { Any: false, HasUnknown: false } && book.Ports is { Any: false, HasUnknown: false });
    }

    [Fact]
    public void What_is_there_of_a_network_that_is_not_known_yet_is_left_there()
    {
        NftElement[] theirs = [new("egress-of", "\"cn-br5\"", "jump egress-5"), new("ip-5-web.of", "10.100.1.2", ""), new("ip6-5.here", "fd00::2", "")];
        var book = new PolicyBook();
        book.Take(Policed.Input(null, null));
        Assert.All(theirs, element => Assert.True(book.Table.MayBeOfUnknown(element)));
        Assert.True(book.Table is { Any: false, HasUnknown: true } && book.Ports is { Any: false, HasUnknown: true });
        // Of one that is known what does not belong there goes, whatever else is not known.
        var known = Policed.Input(Policed.Policies(), Workloads);
        book.Take(known with { Wanted = [Sample.Dual.Id, Sample.Classic.Id] });
        Assert.All(theirs, element => Assert.False(book.Table.MayBeOfUnknown(element)));
        Assert.True(book.Table.MayBeOfUnknown(new("ip-6-web.of", "172.17.1.2", "")));
        book.Take(known);
        Assert.False(book.Table.MayBeOfUnknown(new("ip-6-web.of", "172.17.1.2", "")));
    }

    [Fact]
    public void A_network_that_the_host_left_is_there_no_longer()
    {
        var book = Policed.Book(Policed.Policies(Policed.WebToDb), Workloads);
        var input = Policed.Input(null, null);
        Assert.Empty(book.Take(input with { IsComplete = false, Wanted = [], Built = [] }).Table.Gone);
        Assert.NotEmpty(book.Take(input with { Wanted = [] }).Table.Gone);
        Assert.True(book.Table is { Any: false, HasUnknown: false });
    }

    [Fact]
    public void An_address_that_two_hosts_say_they_have_is_there_until_both_have_let_it_go()
    {
        var policies = Policed.Policies(Policed.WebToDb);
        var moved = Served.On(3, "10.100.2.2", "app=web");
        var book = Policed.Book(policies, Served.Workloads(Served.On(2, "10.100.2.2", "app=web"), moved));
        Assert.Empty(book.Take(Policed.Input(policies, Served.Workloads(Served.On(2, "10.100.2.9", "app=web"), moved))).Table.Gone);
        Assert.Equal([new("ip-5-web-to-db.peers", "10.100.2.2", "")],
            book.Take(Policed.Input(policies, Served.Workloads(Served.On(2, "10.100.2.9", "app=web")))).Table.Gone);
    }

    private static bool Same(
        (PolicyPacket, PolicyDirection, (bool Passes, string Counted)) one, (PolicyPacket, PolicyDirection, (bool Passes, string Counted)) other) =>
            one.Equals(other);

    private static void Follow(Dictionary<(string, string), string> there, TableChange change)
    {
        foreach (var gone in change.Gone) Assert.True(there.Remove((gone.Map, gone.Key), out var was) && was == gone.Value);
        foreach (var come in change.Come) Assert.True(there.TryAdd((come.Map, come.Key), come.Value));
    }
}
