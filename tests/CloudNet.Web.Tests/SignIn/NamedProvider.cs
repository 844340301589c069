using CloudNet.Web.Providers;

namespace CloudNet.Web.Tests.SignIn;

/// <summary>A provider of this name, or none; nobody goes to it.</summary>
internal sealed class NamedProvider(string? name) : IProviderService
{
    public string? Name => name;

    public Task<Answer<bool>> IsLinkedAsync(CancellationToken cancel) => throw new InvalidOperationException("Nobody asks this here.");

    public Task<Answer<string>> BeginAsync(string password, CancellationToken cancel) => throw new InvalidOperationException("Nobody asks this here.");

    public Task<Answer<bool>> EndAsync(string password, CancellationToken cancel) => throw new InvalidOperationException("Nobody asks this here.");
}
