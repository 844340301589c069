using CloudNet.Controller.Audit;
using CloudNet.Controller.Bus;
using CloudNet.Controller.Events;
using CloudNet.Controller.Gateway;
using CloudNet.Controller.Install;
using CloudNet.Controller.Leases;
using CloudNet.Controller.Providers;
using CloudNet.Controller.RateLimits;
using CloudNet.Controller.Webhooks;
using CloudNet.Domain.Naming;

namespace CloudNet.Controller.Settings;

/// <summary>Reads all settings once before anything is started, so that a wrong one costs nothing but a line.</summary>
internal static class SettingsCheck
{
    /// <summary>Reads them.</summary>
    /// <exception cref="SettingException">One makes no sense.</exception>
    public static void Run(IConfiguration settings)
    {
        RetentionTerms.Of(settings);
        LeasesSetup.Terms(settings);
        EventTerms.Of(settings);
        WebhookTerms.Of(settings);
        RateTerms.Address(settings);
        RateTerms.Tenant(settings);
        ProviderTerms.Of(settings);
        _ = new PublicUrl(settings);
        if (settings.Read(GatewaySweep.EverySetting, 5) < 1)
            throw SettingException.Of(settings, GatewaySweep.EverySetting, $"is {settings[GatewaySweep.EverySetting]}; it is from 1 on");
        if (settings[BusSetup.RabbitMqSetting] is { Length: > 0 } bus && !Uri.TryCreate(bus, UriKind.Absolute, out _))
            throw SettingException.Of(settings, BusSetup.RabbitMqSetting, $"is {Quoted.Text(bus)}; it takes an address such as amqp://user:password@host:5672/");
    }
}
