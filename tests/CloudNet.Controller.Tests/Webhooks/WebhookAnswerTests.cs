using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Tests.Api;
using Microsoft.AspNetCore.Http;

namespace CloudNet.Controller.Tests.Webhooks;

/// <summary>Receivers that take a delivery and then say no more.</summary>
public sealed class WebhookAnswerTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private ControllerFixture Controller => fixture.Controller;

    [Theory]
    [InlineData("hangs")]
    [InlineData("breaks")]
    public async Task What_is_taken_is_taken_also_where_the_rest_of_the_answer_does_not_come(string fault)
    {
        using var owner = await Controller.NewTenantAsync($"rest-{fault}");
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("begun", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            // So late that the status is there.
            await Task.Delay(fault == "breaks" ? 1000 : Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Abort();
        };
        var webhook = await owner.NewWebhookAsync(receiver.Url, "network");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        Assert.Equal(["network.created blue", "network.created red"], await receiver.NextAsync(2));
        IReadOnlyList<WebhookDeliveryRecord> tried;
        do tried = await owner.DeliveriesAsync(webhook); while (tried.Count < 2);
        Assert.All(tried, one => Assert.Equal((true, 200, null), (one.Delivered, one.Status, one.Error)));
    }
}
