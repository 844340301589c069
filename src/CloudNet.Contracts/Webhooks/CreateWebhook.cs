using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Webhooks;

/// <summary>Asks for events to be sent somewhere.</summary>
/// <param name="Url">Where to: <c>https</c>, or <c>http</c> where nobody listens in between; at most 500 characters.</param>
/// <param name="Events">Which: kinds (<c>network</c>) and names (<c>host.removed</c>); none or left out: all.</param>
/// <param name="Description">What it is for; at most 63 characters.</param>
/// <param name="Enabled">Whether it begins at once; it does unless this says false, and then keeps what happens for later.</param>
public sealed record CreateWebhook(
    [property: Required] string? Url = null, IReadOnlyList<string>? Events = null, string? Description = null, bool? Enabled = null);
