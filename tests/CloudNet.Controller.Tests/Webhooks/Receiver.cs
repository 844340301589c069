using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudNet.Controller.Tests.Webhooks;

/// <summary>A real server that takes deliveries, and behaves as a test says.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Channel<Received> received = Channel.CreateUnbounded<Received>();
    private WebApplication? app;

    /// <summary>What it answers; 204 unless a test says otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Taken;

    public Uri Url => new($"{app!.Urls.Single()}/hook");

    /// <summary>How many came that no test has taken.</summary>
    public int Waiting => received.Reader.Count;

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        receiver.app = builder.Build();
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public static Task Taken(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public static Task Failing(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }

    public async Task<Received> NextAsync() => await received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<IReadOnlyList<string>> NextAsync(int count)
    {
        var found = new List<string>();
        while (found.Count < count) found.Add((await NextAsync()).Short);
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await app!.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        var text = await body.ReadToEndAsync();
        received.Writer.TryWrite(new(
            context.Request.Path, headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), text));
        await Answer(context);
    }
}
