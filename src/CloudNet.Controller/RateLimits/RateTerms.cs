using CloudNet.Controller.Settings;

namespace CloudNet.Controller.RateLimits;

/// <summary>A token bucket: how much may come in a second, and how much at once after a quiet time.</summary>
/// <param name="PerSecond">Requests a second, on and on; 0: no limit.</param>
/// <param name="Burst">Requests at once; at least as many.</param>
public sealed record RateTerms(int PerSecond, int Burst)
{
    private const int Most = 1_000_000;

    /// <summary>Of one client address.</summary>
    public static RateTerms Address(IConfiguration settings) => Read(settings, "RateLimits:Address", new(500, 5_000));

    /// <summary>Of one tenant, by all its members and tokens together.</summary>
    public static RateTerms Tenant(IConfiguration settings) => Read(settings, "RateLimits:Tenant", new(1_000, 10_000));

    /// <exception cref="SettingException">They make no sense together.</exception>
    private static RateTerms Read(IConfiguration settings, string name, RateTerms usual)
    {
        var perSecond = settings.Read($"{name}:{nameof(PerSecond)}", usual.PerSecond);
        var terms = new RateTerms(perSecond, settings.Read($"{name}:{nameof(Burst)}", Math.Max(perSecond, usual.Burst)));
        return terms.PerSecond is >= 0 and <= Most && terms.Burst >= terms.PerSecond && terms.Burst is > 0 and <= Most
            ? terms
            : throw SettingException.Of(
                settings, $"{name}:{nameof(PerSecond)}", $"is {terms.PerSecond} and __Burst {terms.Burst}; they are from 0 and 1 to {Most:N0}, and Burst is no less than PerSecond");
    }
}
