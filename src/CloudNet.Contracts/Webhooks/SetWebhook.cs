namespace CloudNet.Contracts.Webhooks;

/// <summary>Changes a webhook; what is left out stays as it is.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Events">Which events; an empty list: all.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Enabled">
/// True: goes on where it stopped, at once. False: sends nothing until it is true again.
/// </param>
public sealed record SetWebhook(string? Url = null, IReadOnlyList<string>? Events = null, string? Description = null, bool? Enabled = null);
