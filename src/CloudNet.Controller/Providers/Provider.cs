namespace CloudNet.Controller.Providers;

/// <summary>The provider that is set up, where one is.</summary>
/// <param name="settings">The controller's settings.</param>
public sealed class Provider(IConfiguration settings)
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "oidc";

    /// <summary>Its settings; null where there are none.</summary>
    public ProviderTerms? Terms { get; } = ProviderTerms.Of(settings);
}
