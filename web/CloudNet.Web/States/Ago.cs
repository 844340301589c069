namespace CloudNet.Web.States;

/// <summary>Times as a person says them.</summary>
public static class Ago
{
    /// <summary>How long before <paramref name="now"/> something was: "just now", "12 s ago", "3 min ago", "5 h ago", "2 days ago".</summary>
    public static string Text(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalSeconds: < 5 } => "just now",
        { TotalSeconds: < 60 } span => $"{Math.Floor(span.TotalSeconds):0} s ago",
        { TotalMinutes: < 60 } span => $"{Math.Floor(span.TotalMinutes):0} min ago",
        { TotalHours: < 24 } span => $"{Math.Floor(span.TotalHours):0} h ago",
        { TotalDays: < 2 } => "1 day ago",
        var span => $"{Math.Floor(span.TotalDays):0} days ago",
    };

    /// <summary>How long from <paramref name="now"/> something will be: "now", "in 12 min", "in 5 h", "in 2 days".</summary>
    public static string Ahead(DateTimeOffset then, DateTimeOffset now) => (then - now) switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalMinutes: < 60 } span => $"in {Math.Floor(span.TotalMinutes):0} min",
        { TotalHours: < 48 } span => $"in {Math.Floor(span.TotalHours):0} h",
        var span => $"in {Math.Floor(span.TotalDays):0} days",
    };

    /// <summary>The exact time, for a tool tip: <c>2026-11-24 17:22:05 UTC</c>.</summary>
    public static string Exact(DateTimeOffset then) => $"{then.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
}
