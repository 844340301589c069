namespace CloudNet.Controller.Settings;

/// <summary>Where the controller listens where nobody says it: on all addresses, for hosts are elsewhere.</summary>
public static class ListenAddress
{
    private static readonly string[] Said = ["urls", "http_ports", "https_ports"];

    /// <summary>Has it listen there.</summary>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (Said.Any(name => settings[name] is { Length: > 0 }) || settings.GetSection("Kestrel:Endpoints").Exists()) return;
        builder.WebHost.UseUrls(Usage.DefaultUrl);
    }
}
