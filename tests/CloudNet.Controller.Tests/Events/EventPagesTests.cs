using CloudNet.Controller.Events;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Webhooks;
using CloudNet.Store.Audit;
using CloudNet.Store.Events;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Events;

/// <summary>How much is looked through for a page, and when the next is looked for.</summary>
public sealed class EventPagesTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private static readonly EventPlace Start = new(0, 0, DateTimeOffset.UnixEpoch);

    private ControllerFixture Controller => fixture.Controller;

    [Fact]
    public async Task A_page_looks_through_so_many_entries_and_leads_on_behind_them()
    {
        using var owner = await Controller.NewTenantAsync("long");
        await FillAsync("long", 2 * AuditReads.MostLookedThrough);
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await using var db = Controller.Database.Open();
        var tenant = (await db.Tenants.SingleAsync(row => row.Name == "long")).Id;
        var (place, pages, found) = (Start, 0, new List<StoredEvent>());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        for (; found.Count == 0; pages++)
        {
            var page = await EventReads.PageAsync(db, tenant, new(["network.created"]), place, 10, DateTimeOffset.UnixEpoch, patience.Token);
            found.AddRange(page.Events);
            Assert.True(pages >= 2 || (page.HasMore && page.Events.Count == 0), $"page {pages} leads to {page.Next}");
            Assert.True((page.Next.Transaction, page.Next.Id).CompareTo((place.Transaction, place.Id)) >= 0);
            place = page.Next;
        }
        Assert.Equal("blue", Assert.Single(found).Entry.SubjectName);
    }

    [Fact]
    public async Task A_webhook_and_a_stream_get_past_what_their_filter_leaves_out()
    {
        using var owner = await Controller.NewTenantAsync("narrow");
        await using var receiver = await Receiver.StartAsync();
        var webhook = await owner.NewWebhookAsync(receiver.Url, "network.created");
        await using (var db = Controller.Database.Open())
            await db.Webhooks.Where(row => row.Id == webhook.Webhook.Id).ExecuteUpdateAsync(row => row
                .SetProperty(one => one.Transaction, 0).SetProperty(one => one.Entry, 0));
        await FillAsync("narrow", AuditReads.MostLookedThrough + 10);
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await using var reader = await EventReader.OpenAsync(owner, $"?kind=network&after={Start with { At = Controller.Clock.GetUtcNow() }}");
        Assert.Equal(["network.created blue"], await reader.ReadAsync(1));
        Assert.Equal(["network.created blue"], await receiver.NextAsync(1));
    }

    [Fact]
    public void What_is_held_back_is_looked_for_less_and_less_often_until_something_moves()
    {
        var pause = new StreamPause(TimeSpan.FromSeconds(3));
        var stuck = new EventPage([], Start, HasMore: false, IsHeldBack: true);
        double Wait(EventPage page, bool wasWoken = false) => pause.After(page, Start, wasWoken).TotalSeconds;
        Assert.Equal([0.1, 0.2, 0.4, 0.8, 1.6, 3, 3], Enumerable.Range(0, 7).Select(_ => Wait(stuck)));
        Assert.Equal(0.1, Wait(stuck with { Next = new(1, 0, DateTimeOffset.UnixEpoch) }));
        Assert.Equal([0.1, 0.1, 0.2], [Wait(stuck, wasWoken: true), Wait(stuck, wasWoken: true), Wait(stuck)]);
        Assert.Equal([3, 0.1], [Wait(stuck with { IsHeldBack = false }), Wait(stuck)]);
    }

    private async Task FillAsync(string tenant, int entries)
    {
        await using var db = Controller.Database.Open();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO audit (tenant_id, at, transaction, actor_kind, actor_name, origin, operation, action, kind, subject_id, subject_name)
            SELECT id, now(), n / 1000, 'user', 'busy', 'api', 'JoinNetwork', 'created', 'lease', gen_random_uuid(), n::text
            FROM tenants, generate_series(1, {entries}) AS n WHERE name = {tenant}
            """);
    }
}
