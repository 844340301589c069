using CloudNet.Controller.Settings;
using CloudNet.Domain.Naming;

namespace CloudNet.Controller.Providers;

/// <summary>The OpenID provider that people may sign in by. A class and no record: what it holds is not to be written out.</summary>
public sealed class ProviderTerms
{
    private const string Section = "Oidc";
    private const string ByDefault = "openid";
    private const int LongestName = 64;

    private ProviderTerms(Uri authority, string clientId, IConfiguration settings)
    {
        (Authority, ClientId, ClientSecret) = (authority, clientId, Text(settings, nameof(ClientSecret)));
        Name = Text(settings, nameof(Name)) ?? authority.Host;
        Scopes = [.. $"{ByDefault} {Text(settings, nameof(Scopes))}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];
    }

    /// <summary>The provider's address, as its own documents name it.</summary>
    public Uri Authority { get; }

    /// <summary>What the provider calls this controller.</summary>
    public string ClientId { get; }

    /// <summary>By what the controller shows the provider that it is it; null where the provider asks for none.</summary>
    public string? ClientSecret { get; }

    /// <summary>What people know the provider by.</summary>
    public string Name { get; }

    /// <summary>What the provider is asked for; <c>openid</c> at least.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Reads the settings <c>Oidc:Authority</c> and so on; null where there are none.</summary>
    /// <exception cref="SettingException">Some are missing, or make no sense.</exception>
    public static ProviderTerms? Of(IConfiguration settings)
    {
        string[] all = [nameof(Authority), nameof(ClientId), nameof(ClientSecret), nameof(Name), nameof(Scopes)];
        if (all.FirstOrDefault(name => Text(settings, name) is not null) is not { } given) return null;
        foreach (var needed in new[] { nameof(Authority), nameof(ClientId) })
            if (Text(settings, needed) is null)
                throw new SettingException($"Oidc__{given} is set and Oidc__{needed} is not; set both, or nothing of Oidc__");
        var terms = new ProviderTerms(Address(Text(settings, nameof(Authority))!), Text(settings, nameof(ClientId))!, settings);
        if (terms.Name.Length > LongestName || terms.Name.Any(char.IsControl))
            throw new SettingException($"Oidc__Name is {Quoted.Text(terms.Name)}; it is up to {LongestName} characters on one line");
        return terms;
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { UserInfo: "", Query: "", Fragment: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new SettingException($"Oidc__Authority is {Quoted.Text(text)}; it is the provider's address, "
                + "such as https://id.example.org/realms/work, and by https unless it is this machine's own");

    private static string? Text(IConfiguration settings, string name) =>
        settings[$"{Section}:{name}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
