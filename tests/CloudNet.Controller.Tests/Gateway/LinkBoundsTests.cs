using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>Whatever an agent sends, its own link is closed with a reason at most; the others, and the controller, go on.</summary>
public sealed class LinkBoundsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    public static TheoryData<string, LinkClose> Bad => new()
    {
        { "", LinkClose.Malformed },
        { "null", LinkClose.Malformed },
        { "{}", LinkClose.Malformed },
        { "[1,2", LinkClose.Malformed },
        { """{"type":"nonsense"}""", LinkClose.Malformed },
        { """{"type":"welcome","protocol":1,"reportEverySeconds":1}""", LinkClose.Malformed },
        { """{"type":"follow","stream":"elsewhere/1","revision":0}""", LinkClose.Malformed },
        { """{"type":"follow","stream":"host/1","revision":0}""", LinkClose.Malformed },
        { """{"type":"report","applied":[{"stream":"host/01930000-0000-7000-8000-000000000001","revision":-1}],"problems":[],"workloads":null}""", LinkClose.Malformed },
        { """{"type":"report","applied":null,"problems":[],"workloads":null}""", LinkClose.Malformed },
        { """{"type":"report","applied":[null],"problems":[],"workloads":null}""", LinkClose.Malformed },
        { """{"type":"report","applied":[],"problems":[null],"workloads":null}""", LinkClose.Malformed },
        { """{"type":"report","applied":[],"problems":[],"workloads":[null]}""", LinkClose.Malformed },
        { """{"type":"report","applied":[],"problems":["a\u0000b"],"workloads":null}""", LinkClose.Malformed },
        { """{"type":"report","applied":[],"problems":["a\ud800b"],"workloads":null}""", LinkClose.Malformed },
        { new string('x', LinkLimits.MessageBytes + 1), LinkClose.TooLarge },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_message_closes_its_link_with_a_reason_and_no_other(string text, LinkClose code)
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var good = await TestHost.InNetworkAsync(database);
        using var bad = await TestHost.InNetworkAsync(database);
        using var goodLink = await LinkClient.LinkAsync(app.Address, good);
        await goodLink.ReadAsync<Snapshot>();
        using var badLink = await LinkClient.LinkAsync(app.Address, bad);
        await badLink.SendAsync(text);
        Assert.Equal(code, await badLink.ClosedAsync());
        Assert.NotEmpty(badLink.CloseReason!);
        await good.CommitAsync(database, _ => { }, new StreamChange(StreamName.Of(good.Id), new HostNetworkAdded(good.Network)));
        await goodLink.ReadAsync<Delta>();
    }

    [Fact]
    public async Task A_link_that_does_not_begin_with_a_hello_is_refused()
    {
        await using var app = await GatewayApp.StartAsync(database);
        var (link, _) = await LinkClient.OpenAsync(app.Address);
        await link.SendAsync(new Report([], [], null));
        using (link) Assert.Equal(LinkClose.Malformed, await link.ClosedAsync());
    }

    [Fact]
    public async Task A_flood_closes_the_link()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var link = await LinkClient.LinkAsync(app.Address, host);
        var sending = Task.Run(async () =>
        {
            for (var count = 0; count < 5 * LinkLimits.MessageBurst; count++) await link.SendAsync(new Report([], [], null));
        });
        Assert.Equal(LinkClose.TooMany, await link.ClosedAsync());
        await Record.ExceptionAsync(() => sending);
    }

    [Fact]
    public async Task A_request_that_is_no_websocket_is_told_so()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var client = new HttpClient();
        var response = await client.GetAsync(new Uri(app.Address, LinkLimits.Path));
        Assert.Equal(426, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
