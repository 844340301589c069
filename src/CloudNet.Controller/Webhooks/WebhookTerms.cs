using CloudNet.Controller.Settings;
using CloudNet.Domain.Webhooks;

namespace CloudNet.Controller.Webhooks;

/// <summary>Bounds of webhooks.</summary>
/// <param name="PerTenant">How many a tenant may have.</param>
/// <param name="GiveUpAfter">For how long an event is tried before its webhook is disabled.</param>
/// <param name="Reach">How near a receiver may be.</param>
public sealed record WebhookTerms(int PerTenant, TimeSpan GiveUpAfter, AddressReach Reach)
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(30);

    /// <summary>Reads the settings <c>Webhooks:PerTenant</c>, <c>Webhooks:GiveUpAfter</c> and <c>Webhooks:Reach</c>.</summary>
    /// <exception cref="SettingException">One of them makes no sense.</exception>
    public static WebhookTerms Of(IConfiguration settings)
    {
        var (perTenant, giveUp) = (settings.Read("Webhooks:PerTenant", 20), settings.Read("Webhooks:GiveUpAfter", TimeSpan.FromDays(1)));
        var word = settings.GetValue("Webhooks:Reach", "public");
        if (perTenant is < 0 or > 1000) throw SettingException.Of(settings, "Webhooks:PerTenant", $"is {perTenant}; it is from 0 to 1,000");
        if (giveUp < Least || giveUp > Most) throw SettingException.Of(settings, "Webhooks:GiveUpAfter", $"is {giveUp}; it is from a minute to 30 days");
        return new(perTenant, giveUp, word switch
        {
            "public" => AddressReach.Public,
            "private" => AddressReach.Private,
            "all" => AddressReach.All,
            _ => throw SettingException.Of(settings, "Webhooks:Reach", $"is '{word}'; it is public, private or all"),
        });
    }
}
