using System.Collections.Immutable;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CsCheck;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Services;

public sealed class ServiceBookTests
{
    private static readonly WorkloadsView Backends = Served.Workloads(
        Served.On(1, "10.100.1.2,fd00:100:0:1::2", "app=web"), Served.On(2, "10.100.2.2,fd00:100:0:2::2", "app=web"));

    [Fact]
    public void What_is_told_to_be_other_leads_from_each_table_to_the_next() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 2]).Array[1, 20].Sample(walk =>
    {
        var (book, there) = (new ServiceBook(), new Dictionary<(string, string), string>());
        foreach (var (services, backends, isLocal, seconds) in walk)
        {
            var view = Served.Services([.. Enumerable.Range(0, services).Select(n => Served.WebService with
            {
                Addresses = [System.Net.IPAddress.Parse($"10.100.0.{17 + n}")], LocalOnly = isLocal, AffinitySeconds = seconds == 0 ? null : seconds,
            })]);
            var workloads = Served.Workloads([.. Enumerable.Range(1, backends).Select(n => Served.On(n, $"10.100.{n}.2", "app=web"))]);
            var change = book.Take(Input(view, workloads));
            foreach (var gone in change.Gone) Assert.True(there.Remove((gone.Map, gone.Key), out var was) && was == gone.Value);
            foreach (var come in change.Come) Assert.True(there.TryAdd((come.Map, come.Key), come.Value));
            var anew = new ServiceBook();
            anew.Take(Input(view, workloads));
            Assert.Equal(anew.Elements.OrderBy(one => one.Key), there.OrderBy(one => one.Key));
            Assert.Equal(anew.Frame, book.Frame);
            Assert.False(book.Take(Input(view, workloads)).Any);
        }
    }, iter: 300);

    [Fact]
    public void Of_a_network_of_which_something_is_not_known_all_stays()
    {
        var book = new ServiceBook();
        book.Take(Input(Served.Services(Served.WebService), Backends));
        var before = book.Elements.ToDictionary();
        foreach (var (services, workloads) in new (ServicesView?, WorkloadsView?)[] { (null, Backends), (Served.Services(), null), (null, null) })
        {
            Assert.False(book.Take(Input(services, workloads)).Any);
            Assert.Equal(before, book.Elements);
        }
        Assert.False(book.Take(Input(Served.Services(), Backends) with { Built = [] }).Any); // It cannot be built just now.
        Assert.Equal(before.Count, book.Take(Input(Served.Services(), Backends)).Gone.Length);
        Assert.False(book.Any);
    }

    [Fact]
    public void What_is_there_of_a_network_that_is_not_known_yet_is_left_there()
    {
        var (theirs, other) = (new NftElement("ip-services", "10.100.0.17 . tcp . 80", "drop"), new NftElement("ip-services", "10.9.0.17 . tcp . 80", "drop"));
        var book = new ServiceBook();
        book.Take(Input(null, null));
        Assert.True(book.MayBeOfUnknown(theirs));
        Assert.False(book.MayBeOfUnknown(other));
        Assert.True(book is { Any: false, HasUnknown: true });
        book.Take(Input(null, null) with { NetworkOf = _ => null });
        Assert.True(book.MayBeOfUnknown(other));
        book.Take(Input(Served.Services(Served.WebService), Backends));
        Assert.False(book.MayBeOfUnknown(theirs));
    }

    [Fact]
    public void A_network_that_the_host_left_is_there_no_longer()
    {
        var book = new ServiceBook();
        book.Take(Input(Served.Services(Served.WebService), Backends));
        Assert.Empty(book.Take(Input(null, null) with { IsComplete = false, Wanted = [], Built = [] }).Gone);
        // It is built still for a moment.
        Assert.NotEmpty(book.Take(Input(null, null) with { Wanted = [] }).Gone);
        Assert.False(book.Any);
        Assert.False(book.Take(Input(null, null) with { Wanted = [], Built = [] }).Any);
        Assert.False(book.Any);
    }

    private static ServiceInput Input(ServicesView? services, WorkloadsView? workloads)
    {
        var built = HostPlanner.Plan(Sample.Host(1), [Served.Blue], [], Sample.Facts(), services: _ => services).Networks;
        return new(true, [Served.Blue.Id], built, _ => Served.Blue, _ => services, _ => workloads, Sample.Host(1));
    }
}
