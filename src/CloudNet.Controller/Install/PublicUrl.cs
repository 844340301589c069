using CloudNet.Controller.Settings;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Controller.Install;

/// <summary>Under which URL hosts reach the controller: the one that is set, else the one that the caller reached it under.</summary>
public sealed class PublicUrl
{
    /// <summary>Setting: the URL. Needed behind a proxy that changes scheme or host.</summary>
    public const string Setting = "PublicUrl";

    private readonly ControllerUrl? set;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="SettingException">It is no URL.</exception>
    public PublicUrl(IConfiguration settings)
    {
        var text = settings[Setting];
        set = ControllerUrl.Parse(text);
        if (set is null && !string.IsNullOrEmpty(text))
            throw SettingException.Of(
                settings, Setting, $"is {Quoted.Text(text)}, which is no http or https URL of a host; give one such as https://cloudnet.example.org");
    }

    /// <summary>The URL, for whoever sent this request.</summary>
    public Outcome<ControllerUrl> For(HttpRequest request) => For($"{request.Scheme}://{request.Host}{request.PathBase}");

    /// <summary>The URL, for a page that was loaded from this one.</summary>
    public Outcome<ControllerUrl> For(string reachedAt)
    {
        if ((set ?? ControllerUrl.Parse(reachedAt)) is { } url) return url;
        return NoHost;
    }

    /// <summary>The request does not tell how it reached the controller.</summary>
    internal static Refusal NoHost { get; } = Refusal.Invalid([new("Host", "The request's host is no host name or address.",
        $"Reach the controller by name or address, or set {Setting}.")]);
}
