using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Webhooks;
using CloudNet.Contracts.Wire;
using CloudNet.Domain.Events;
using CloudNet.Store;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Webhooks;

/// <summary>
/// Sends an event to a receiver, once, as Standard Webhooks has it. What the receiver does wrong is not thrown but told in the result. Of
/// its answer the status counts; little of the rest is read, and nothing kept: it may be from where the tenant itself cannot look.
/// </summary>
internal sealed class WebhookSender(WebhookConnections connections, WebhookSecrets secrets, TimeProvider clock)
{
    /// <summary>How much of an answer is read, so that its connection can be used again; bytes.</summary>
    public const int MostRead = 4096;

    /// <summary>How long a receiver may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int LongestError = 300;

    /// <summary>The <c>webhook-id</c> of an entry: the same for each try, so that a receiver knows what it has already.</summary>
    public static string MessageId(long entry) => string.Create(CultureInfo.InvariantCulture, $"evt_{entry}");

    /// <summary>Tries once.</summary>
    public async Task<WebhookDeliveryRow> SendAsync(WebhookRow webhook, AuditEntry entry, bool byHand, CancellationToken cancel)
    {
        var (at, began) = (clock.GetStoredNow(), Stopwatch.GetTimestamp());
        var (status, error) = await TryAsync(webhook, entry, at, cancel);
        return new()
        {
            Id = WebhookDeliveryId.New(clock), TenantId = webhook.TenantId, WebhookId = webhook.Id, Entry = entry.Id,
            Event = EventNames.Of(entry.Kind, entry.Action), At = at, Status = status,
            Error = error is { Length: > LongestError } ? error[..LongestError] : error,
            Milliseconds = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds, ByHand = byHand,
        };
    }

    private async Task<(int? Status, string? Error)> TryAsync(WebhookRow webhook, AuditEntry entry, DateTimeOffset at, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        int? status = null;
        try
        {
            using var request = Request(webhook, entry, at);
            using var response = await connections.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            status = (int)response.StatusCode;
            if (!response.IsSuccessStatusCode) return (status, $"it answered {status}{(status is >= 300 and < 400 ? ", and redirects are not followed" : "")}");
            // It is taken, whatever becomes of the rest: the connection reads a little of that by itself, or is thrown away.
            return (status, null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (status, $"it did not answer within {Patience.TotalSeconds:0} seconds");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return (status, fault.InnerException?.Message ?? fault.Message);
        }
        catch (CryptographicException)
        {
            return (null, "the controller cannot decrypt the secret any more: give the webhook a new one");
        }
    }

    private HttpRequestMessage Request(WebhookRow webhook, AuditEntry entry, DateTimeOffset at)
    {
        var message = new WebhookMessage(EventNames.Of(entry.Kind, entry.Action), entry.At, entry);
        var body = JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Default.WebhookMessage);
        var (id, timestamp) = (MessageId(entry.Id), at.ToUnixTimeSeconds());
        return new(HttpMethod.Post, webhook.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers =
            {
                { "webhook-id", id },
                { "webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture) },
                { "webhook-signature", secrets.Sign(webhook, id, timestamp, body, at) },
                { "User-Agent", "CloudNet-Webhooks" },
            },
        };
    }
}
