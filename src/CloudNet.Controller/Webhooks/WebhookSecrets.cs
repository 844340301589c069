using System.Security.Cryptography;
using System.Text;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.DataProtection;

namespace CloudNet.Controller.Webhooks;

/// <summary>
/// Makes the secrets that deliveries are signed with, and signs (Standard Webhooks 1.0.0). Unlike other secrets they are needed again, so
/// they are kept: encrypted, by keys that all replicas share.
/// </summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    /// <summary>Begins a secret.</summary>
    public const string Prefix = "whsec_";

    private const int Bytes = 32;

    private readonly IDataProtector protector = protection.CreateProtector("CloudNet.Webhooks");

    /// <summary>A new secret, as it is shown and as it is kept.</summary>
    public (string Shown, byte[] Kept) New()
    {
        var secret = RandomNumberGenerator.GetBytes(Bytes);
        return (Prefix + Convert.ToBase64String(secret), protector.Protect(secret));
    }

    /// <summary>The value of <c>webhook-signature</c>: one with the secret, and one with the secret before as long as that is kept.</summary>
    public string Sign(WebhookRow webhook, string id, long timestamp, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var signature = Signature(webhook.Secret, signed);
        return webhook is { PreviousSecret: { } previous, PreviousUntil: { } until } && now < until ? $"{signature} {Signature(previous, signed)}" : signature;
    }

    private string Signature(byte[] kept, byte[] signed) => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(protector.Unprotect(kept), signed))}";
}
