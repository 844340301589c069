using CloudNet.Controller.Settings;

namespace CloudNet.Controller.Events;

/// <summary>Bounds of the streams of events.</summary>
/// <param name="StreamsPerTenant">How many streams of a tenant may be open at once, on one replica.</param>
/// <param name="Heartbeat">How long a stream is silent at most: proxies cut what is silent for longer.</param>
public sealed record EventTerms(int StreamsPerTenant, TimeSpan Heartbeat)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    /// <summary>Reads the settings <c>Events:StreamsPerTenant</c> and <c>Events:Heartbeat</c>.</summary>
    /// <exception cref="SettingException">They are not from 1 to 10,000, and from a second to five minutes.</exception>
    public static EventTerms Of(IConfiguration settings)
    {
        var terms = new EventTerms(settings.Read("Events:StreamsPerTenant", 100), settings.Read("Events:Heartbeat", TimeSpan.FromSeconds(15)));
        if (terms.StreamsPerTenant is < 1 or > 10_000)
            throw SettingException.Of(settings, "Events:StreamsPerTenant", $"is {terms.StreamsPerTenant}; it is from 1 to 10,000");
        return terms.Heartbeat >= Least && terms.Heartbeat <= Most
            ? terms
            : throw SettingException.Of(settings, "Events:Heartbeat", $"is {terms.Heartbeat}; it is from 00:00:01 to 00:05:00");
    }
}
