using CloudNet.Contracts.Webhooks;
using CloudNet.Domain.Webhooks;

namespace CloudNet.Domain.Tests.Webhooks;

public sealed class WebhookRulesTests
{
    [Theory]
    [InlineData("https://hooks.example.net/cloudnet?x=1", true)]
    [InlineData("http://10.0.0.1:8080/", true)]
    [InlineData(null, false)]
    [InlineData("hooks.example.net", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://user:secret@example.net/", false)]
    [InlineData("https://example.net/#part", false)]
    public void A_url_is_http_and_holds_no_password(string? url, bool isRight) =>
        Assert.Equal(isRight, !WebhookRules.Parse(new CreateWebhook(url)).IsRefused(out _, out _));

    [Theory]
    [InlineData("host", true)]
    [InlineData("host.removed", true)]
    [InlineData("host.gone", false)]
    [InlineData("host.removed.x", false)]
    [InlineData("", false)]
    public void Events_are_kinds_or_names(string name, bool isRight) =>
        Assert.Equal(isRight, !WebhookRules.Parse(new CreateWebhook("https://example.net/", [name])).IsRefused(out _, out _));

    [Fact]
    public void Pauses_double_up_to_an_hour_and_are_never_the_same_for_all()
    {
        Assert.Equal([5, 10, 20, 40], Enumerable.Range(1, 4).Select(failed => WebhookRules.Pause(failed, 0.5).TotalSeconds));
        Assert.Equal(TimeSpan.FromHours(1), WebhookRules.Pause(100_000, 0.5));
        Assert.Equal((3.75, 6.25), (WebhookRules.Pause(1, 0).TotalSeconds, WebhookRules.Pause(1, 1).TotalSeconds));
    }
}
