using System.Net.ServerSentEvents;
using System.Text.Json;
using CloudNet.Contracts.Audit;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Events;

/// <summary>Follows events as a program does, with the platform's own parser of the format.</summary>
public sealed class EventReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource ends = new();
    private readonly HttpResponseMessage response;
    private readonly IAsyncEnumerator<SseItem<string>> items;
    private readonly SseParser<string> parser;

    private EventReader(HttpResponseMessage response, Stream body)
    {
        this.response = response;
        parser = SseParser.Create(body);
        items = parser.EnumerateAsync(ends.Token).GetAsyncEnumerator();
    }

    /// <summary>Where to go on.</summary>
    public string LastId => parser.LastEventId;

    public static async Task<EventReader> OpenAsync(ApiClient client, string query = "", string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/events{query}");
        if (lastId is not null) request.Headers.Add("Last-Event-ID", lastId);
        var response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode, await (response.IsSuccessStatusCode ? Task.FromResult("") : response.Content.ReadAsStringAsync()));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null where the stream ends.</summary>
    public async Task<ReadEvent?> ReadAsync()
    {
        if (!await items.MoveNextAsync().AsTask().WaitAsync(Patience)) return null;
        var item = items.Current;
        return new(item.EventType, parser.LastEventId, JsonSerializer.Deserialize<AuditEntry>(item.Data, ApiClient.Json)!);
    }

    /// <summary>The next events, as in <c>network.created blue</c>.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(int count)
    {
        var found = new List<string>();
        while (found.Count < count) found.Add(await ReadAsync() is { } read ? $"{read.Name} {read.Entry.SubjectName}" : "the end");
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await ends.CancelAsync();
        response.Dispose();
        ends.Dispose();
    }
}
