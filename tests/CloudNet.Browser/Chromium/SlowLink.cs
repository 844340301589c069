using Microsoft.Playwright;

namespace CloudNet.Browser.Chromium;

/// <summary>
/// A long way between a page and its server: everything that the page's live connection carries arrives late, in both
/// directions and in its order.
/// </summary>
public sealed class SlowLink
{
    private readonly TimeSpan lag;
    private Task toServer = Task.CompletedTask;
    private Task toPage = Task.CompletedTask;

    private SlowLink(TimeSpan lag) => this.lag = lag;

    /// <summary>Puts the way between a page and its server; takes effect with the next page that is opened.</summary>
    /// <param name="page">The page.</param>
    /// <param name="lag">How long one direction takes.</param>
    public static Task BetweenAsync(IPage page, TimeSpan lag) => page.RouteWebSocketAsync("**/_blazor*", new SlowLink(lag).Carry);

    private void Carry(IWebSocketRoute page)
    {
        var server = page.ConnectToServer();
        page.OnMessage(frame => toServer = LateAsync(toServer, server, frame));
        server.OnMessage(frame => toPage = LateAsync(toPage, page, frame));
    }

    private async Task LateAsync(Task earlier, IWebSocketRoute to, IWebSocketFrame frame)
    {
        var due = Task.Delay(lag);
        await earlier;
        await due;
        if (frame.Binary is { } bytes) to.Send(bytes);
        else to.Send(frame.Text!);
    }
}
