using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Webhooks;

/// <summary>A delivery as a receiver gets it.</summary>
public sealed record Received(string Path, string Id, string Timestamp, string Signature, string Body)
{
    public WebhookMessage Message => JsonSerializer.Deserialize<WebhookMessage>(Body, ApiClient.Json)!;

    /// <summary>What happened to what, as in <c>network.created blue</c>.</summary>
    public string Short => $"{Message.Type} {Message.Data.SubjectName}";

    /// <summary>Whether it is signed with this secret, as the receiver's side of Standard Webhooks checks it.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
        return Signature.Split(' ').Contains($"v1,{signature}");
    }
}
