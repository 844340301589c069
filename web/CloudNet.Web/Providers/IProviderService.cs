namespace CloudNet.Web.Providers;

/// <summary>
/// Signing in by an OpenID provider, where the controller has one in its settings. Called only while a page is rendered on the server or a
/// form is posted.
/// </summary>
public interface IProviderService
{
    /// <summary>What the provider is called; null where there is none.</summary>
    string? Name { get; }

    /// <summary>Whether the person signs in by it.</summary>
    Task<Answer<bool>> IsLinkedAsync(CancellationToken cancel);

    /// <summary>Begins to link it: an address of this server that leads to the provider, good for a few minutes.</summary>
    /// <param name="password">The person's password, as typed.</param>
    /// <param name="cancel">The request was given up.</param>
    Task<Answer<string>> BeginAsync(string password, CancellationToken cancel);

    /// <summary>Ends it, and all of the person's sessions but this one.</summary>
    /// <param name="password">The person's password, as typed.</param>
    /// <param name="cancel">The request was given up.</param>
    Task<Answer<bool>> EndAsync(string password, CancellationToken cancel);
}
