namespace CloudNet.Web.Providers;

/// <summary>For a host that signs nobody in by a provider.</summary>
internal sealed class NoProvider : IProviderService
{
    /// <inheritdoc/>
    public string? Name => null;

    /// <inheritdoc/>
    public Task<Answer<bool>> IsLinkedAsync(CancellationToken cancel) => throw None();

    /// <inheritdoc/>
    public Task<Answer<string>> BeginAsync(string password, CancellationToken cancel) => throw None();

    /// <inheritdoc/>
    public Task<Answer<bool>> EndAsync(string password, CancellationToken cancel) => throw None();

    private static InvalidOperationException None() => new("No provider is set up.");
}
