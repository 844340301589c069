using CloudNet.EndToEnd.Controllers;
using Xunit;

namespace CloudNet.Browser.Chromium;

/// <summary>One lab for the tests about people and their sign-in, which need no host. A test that changes something puts it right again.</summary>
public sealed class PeopleLab(ChromiumFixture chromium) : IAsyncLifetime
{
    private LabVisit opened = null!;

    /// <summary>Its controller.</summary>
    public LabController Controller => opened.Controller;

    /// <summary>A visit by somebody who is not signed in. The caller disposes it.</summary>
    public Task<Visit> VisitAsync() => opened.AnotherAsync();

    public async ValueTask InitializeAsync() => opened = await LabVisit.OpenAsync(chromium);

    public ValueTask DisposeAsync() => opened.DisposeAsync();
}
