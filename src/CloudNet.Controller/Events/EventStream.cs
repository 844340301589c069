using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Wire;
using CloudNet.Controller.Api;
using CloudNet.Domain.Events;
using CloudNet.Store;
using CloudNet.Store.Events;

namespace CloudNet.Controller.Events;

/// <summary>
/// Answers with a tenant's events as they happen: <c>text/event-stream</c> (WHATWG HTML, 9.2). Pages are read from the database at
/// the pace at which they are taken, so a slow reader costs a page of memory and no connection. The stream ends when its reader may
/// not read any more, when the controller stops, and when the database fails: a reader comes again with the last id and misses nothing.
/// </summary>
internal sealed partial class EventStream(
    EventFeed feed, OpenStreams streams, StreamPermit permit, CloudNetStore store, EventTerms terms, TimeProvider clock,
    IHostApplicationLifetime process, ILogger<EventStream> log)
{
    private const int PageSize = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(3);
    private static readonly ContractsJson Json = new(new(ContractsJson.Default.Options) { Encoder = ApiJson.Readable });

    /// <summary>Writes from a place on until it ends. The caller has entered the <see cref="OpenStreams"/>; this leaves them.</summary>
    public async Task WriteAsync(HttpContext context, TenantId tenant, EventFilter filter, EventPlace after)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, process.ApplicationStopping);
        try
        {
            var response = context.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold it back
            // At once, so that a reader that is cut off before the first event has where to go on.
            Write(response.BodyWriter, $"retry: 2000\n{Id(after)}\n");
            await FollowAsync(context, tenant, filter, after, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The reader has gone, or the process stops.
        }
        catch (Exception fault) when (context.Response.HasStarted)
        {
            LogFault(log, fault.Message);
        }
        finally
        {
            streams.Leave(tenant);
        }
    }

    private async Task FollowAsync(HttpContext context, TenantId tenant, EventFilter filter, EventPlace place, CancellationToken cancel)
    {
        var (body, mayRead) = (context.Response.BodyWriter, new LastingPermit(permit, context.User, clock));
        var pause = new StreamPause(terms.Heartbeat < Poll ? terms.Heartbeat : Poll);
        var (written, wasWoken) = (clock.GetTimestamp(), false);
        while (await mayRead.IsGoodAsync(cancel))
        {
            var next = feed.Next(tenant);
            var page = await PageAsync(tenant, filter, place, cancel);
            var wait = pause.After(page, place, wasWoken);
            place = page.Next;
            foreach (var found in page.Events) Write(body, Text(found));
            // With the place in it: what the filter left out is not read again by who comes again.
            if (page.Events.Count == 0 && clock.GetElapsedTime(written) >= terms.Heartbeat) Write(body, $":\n{Id(place)}\n");
            if (body.UnflushedBytes > 0)
            {
                await body.FlushAsync(cancel);
                written = clock.GetTimestamp();
            }
            if (page.HasMore) continue;
            wasWoken = await WaitAsync(next, wait, cancel);
        }
    }

    private async Task<EventPage> PageAsync(TenantId tenant, EventFilter filter, EventPlace place, CancellationToken cancel)
    {
        await using var db = store.ForTenant(tenant);
        return await EventReads.PageAsync(db, tenant, filter, place, PageSize, clock.GetUtcNow(), cancel);
    }

    // The end of a wait is no news; whether something was is told.
    private async Task<bool> WaitAsync(Task next, TimeSpan most, CancellationToken cancel)
    {
        await next.WaitAsync(most, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
        return next.IsCompleted;
    }

    private static string Text(StoredEvent found) =>
        $"event: {EventNames.Of(found.Entry.Kind, found.Entry.Action)}\n{Id(found.Place)}data: {JsonSerializer.Serialize(found.Entry, Json.AuditEntry)}\n\n";

    private static string Id(EventPlace place) => string.Create(CultureInfo.InvariantCulture, $"id: {place}\n");

    private static void Write(PipeWriter body, string text) => Encoding.UTF8.GetBytes(text, body);

    [LoggerMessage(Level = LogLevel.Warning, Message = "a stream of events ends, and its reader comes again: {Reason}")]
    private static partial void LogFault(ILogger log, string reason);
}
