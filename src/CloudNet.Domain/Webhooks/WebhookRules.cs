using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Webhooks;
using CloudNet.Domain.Events;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Webhooks;

/// <summary>What a webhook may be, and when it is tried again.</summary>
public static class WebhookRules
{
    private const int LongestUrl = 500;
    private const int DoublingsAtMost = 12;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan MostKept = TimeSpan.FromDays(7);

    /// <summary>The webhook that was asked for, or all that is wrong.</summary>
    public static Outcome<WebhookSettings> Parse(CreateWebhook request) =>
        Check(new(request.Url ?? "", Names(request.Events) ?? [], request.Description ?? "", request.Enabled ?? true));

    /// <summary>What becomes of a webhook, or all that is wrong.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="now">What it is.</param>
    public static Outcome<WebhookSettings> Parse(SetWebhook request, WebhookSettings now) => Check(new(
        request.Url ?? now.Url, Names(request.Events) ?? now.Events, request.Description ?? now.Description, request.Enabled ?? now.IsEnabled));

    /// <summary>For how long the secret before is kept.</summary>
    public static Outcome<TimeSpan> Parse(RotateWebhookSecret request)
    {
        var kept = request.KeepMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : TimeSpan.FromDays(1);
        return kept >= TimeSpan.Zero && kept <= MostKept
            ? kept
            : Refusal.Invalid([new("keepMinutes", $"It is from 0 to {MostKept.TotalMinutes:N0} (a week).", "Choose a time in which the receiver learns the new secret.")]);
    }

    /// <summary>How long to wait after so many tries of an event failed: twice as long each time, and not all at once.</summary>
    /// <param name="failed">How many, 1 or more.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan Pause(int failed, double chance)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(failed - 1, 0, DoublingsAtMost));
        return (pause < LongestPause ? pause : LongestPause) * (0.75 + (chance / 2));
    }

    /// <summary>Refuses one more webhook than a tenant may have.</summary>
    public static Refusal? Full(int has, int most) => has < most
        ? null
        : Refusal.Conflict("Too many webhooks", [new("webhooks", $"The tenant has {has:N0} webhooks, and may have {most:N0}.", "Remove one, or send more events to one.")]);

    private static Outcome<WebhookSettings> Check(WebhookSettings asked)
    {
        List<FieldProblem> problems = [.. EventNames.Check("events", asked.Events)];
        if (Url(asked.Url) is { } url) problems.Add(url);
        if (asked.Description.Length > 0 && NameRules.Purpose("description", asked.Description) is { } description) problems.Add(description);
        return problems.Count > 0 ? Refusal.Invalid(problems) : asked;
    }

    private static IReadOnlyList<string>? Names(IReadOnlyList<string>? events) => events is null ? null : [.. events.Select(name => name ?? "").Distinct()];

    private static FieldProblem? Url(string text)
    {
        const string WayOut = "Give one such as https://hooks.example.net/cloudnet.";
        if (text.Length is 0 or > LongestUrl) return new("url", $"A URL of at most {LongestUrl} characters is required.", WayOut);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.Host.Length == 0 || text.Any(char.IsControl))
            return new("url", $"{Quoted.Text(text)} is no URL that begins with https:// or http://.", WayOut);
        return url.UserInfo.Length > 0 || url.Fragment.Length > 0
            ? new("url", "It has a user, a password or a fragment in it.", "Leave that out: that a delivery is genuine is told by its signature.")
            : null;
    }
}
