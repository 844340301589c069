using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Audit;
using Microsoft.AspNetCore.Http;

namespace CloudNet.Controller.Tests.Webhooks;

/// <summary>Receivers that fail, hang, lead elsewhere, and come back; a controller that loses its database in the middle.</summary>
public sealed class WebhookFailureTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private ControllerFixture Controller => fixture.Controller;

    [Fact]
    public async Task A_receiver_that_fails_is_tried_again_with_the_same_event_until_it_takes_it()
    {
        using var owner = await Controller.NewTenantAsync("fails");
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = Receiver.Failing;
        var webhook = await owner.NewWebhookAsync(receiver.Url, "network.created");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        var first = await receiver.NextAsync();
        var failing = await owner.UntilAsync(webhook, found => found.State == "failing");
        Assert.Equal("it answered 500", failing.Reason);
        Assert.InRange(failing.NextTryAt!.Value - failing.FailingSince!.Value, TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(8));

        Controller.Clock.Advance(TimeSpan.FromSeconds(8));
        var second = await receiver.NextAsync();
        await owner.UntilAsync(webhook, found => found.NextTryAt - Controller.Clock.GetUtcNow() > TimeSpan.FromSeconds(5));
        receiver.Answer = Receiver.Taken;
        Controller.Clock.Advance(TimeSpan.FromMinutes(1));
        var (third, next) = (await receiver.NextAsync(), await receiver.NextAsync());
        Assert.Equal((first.Id, first.Id, "network.created red"), (second.Id, third.Id, next.Short));
        Assert.NotEqual(first.Timestamp, third.Timestamp);
        var back = await owner.UntilAsync(webhook, found => found.State == "active");
        Assert.Null(back.Reason);
        Assert.Equal([500, 500], (await owner.DeliveriesAsync(webhook)).Where(one => !one.Delivered).Select(one => one.Status!.Value));
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_up_nobody_but_itself()
    {
        using var owner = await Controller.NewTenantAsync("hangs");
        await using var hanging = await Receiver.StartAsync();
        await using var other = await Receiver.StartAsync();
        hanging.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var webhook = await owner.NewWebhookAsync(hanging.Url, "network");
        await owner.NewWebhookAsync(other.Url, "network");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await hanging.NextAsync();
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        Assert.Equal(["network.created blue", "network.created red"], await other.NextAsync(2));
        Assert.Equal("active", (await owner.WebhookAsync(webhook)).State);
        Assert.Contains("within 10 seconds", (await owner.UntilAsync(webhook, found => found.State == "failing")).Reason);
    }

    [Fact]
    public async Task One_that_takes_nothing_for_a_day_is_disabled_and_goes_on_where_it_was_when_it_is_enabled()
    {
        using var early = await Controller.NewTenantAsync("gives-up");
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = Receiver.Failing;
        var webhook = await early.NewWebhookAsync(receiver.Url, "network");
        await early.NewNetworkAsync("blue", "10.100.0.0/16");
        await receiver.NextAsync();
        await early.UntilAsync(webhook, found => found.State == "failing");
        Controller.Clock.Advance(TimeSpan.FromHours(25));

        using var owner = await Controller.AdminAsync("gives-up");
        var disabled = await owner.UntilAsync(webhook, found => found.State == "disabled");
        Assert.StartsWith("nothing was taken since ", disabled.Reason);
        await receiver.NextAsync();
        Assert.Equal("webhook test changed", Assert.Single((await owner.AuditAsync("operation=DisableWebhook")).Select(entry => $"{entry.Kind} {entry.SubjectName} {entry.Action}")));
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        receiver.Answer = Receiver.Taken;
        await owner.PutAsync<WebhookRecord>($"/api/v1/webhooks/{webhook.Webhook.Id}", new SetWebhook(Enabled: true));
        Assert.Equal(["network.created blue", "network.created red"], await receiver.NextAsync(2));
    }

    [Fact]
    public async Task What_was_taken_when_the_database_was_lost_is_sent_again_with_the_same_id()
    {
        using var owner = await Controller.NewTenantAsync("killed");
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = async context =>
        {
            receiver.Answer = Receiver.Taken;
            await Controller.Database.AllowConnectionsAsync(false);
            await Receiver.Taken(context);
        };
        await owner.NewWebhookAsync(receiver.Url, "network");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var first = await receiver.NextAsync();
        await Task.Delay(1000);
        await Controller.Database.AllowConnectionsAsync(true);
        Controller.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(first.Id, (await receiver.NextAsync()).Id);
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        Assert.Equal(["network.created red"], await receiver.NextAsync(1));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_redirect_is_not_followed(int status)
    {
        using var owner = await Controller.NewTenantAsync($"redirect-{status}");
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (status, "/elsewhere");
            return Task.CompletedTask;
        };
        var webhook = await owner.NewWebhookAsync(receiver.Url, "network");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        Assert.Equal("/hook", (await receiver.NextAsync()).Path);
        Assert.Equal($"it answered {status}, and redirects are not followed", (await owner.UntilAsync(webhook, found => found.State == "failing")).Reason);
        Assert.Equal(0, receiver.Waiting);
    }

    [Fact]
    public async Task Of_an_answer_without_end_no_more_is_read_than_a_little()
    {
        using var owner = await Controller.NewTenantAsync("endless");
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync(new string('x', 10_000), context.RequestAborted);
        };
        var webhook = await owner.NewWebhookAsync(receiver.Url, "network");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        Assert.Equal(["network.created blue", "network.created red"], await receiver.NextAsync(2));
        Assert.Equal("active", (await owner.WebhookAsync(webhook)).State);
    }
}
