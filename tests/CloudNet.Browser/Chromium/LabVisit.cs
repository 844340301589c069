using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Controllers;
using Microsoft.Playwright;

namespace CloudNet.Browser.Chromium;

/// <summary>A visit to the shipped controller in a lab of its own: the browser runs inside the lab's network.</summary>
public sealed class LabVisit : IAsyncDisposable
{
    private readonly IBrowser browser;

    private LabVisit(Lab lab, LabController controller, IBrowser browser, Visit visit) =>
        (Lab, Controller, this.browser, Visit) = (lab, controller, browser, visit);

    /// <summary>The lab.</summary>
    public Lab Lab { get; }

    /// <summary>The controller.</summary>
    public LabController Controller { get; }

    /// <summary>The visit; nobody is signed in.</summary>
    public Visit Visit { get; }

    /// <summary>Makes the lab, starts the controller, and opens its dashboard.</summary>
    public static async Task<LabVisit> OpenAsync(ChromiumFixture chromium)
    {
        var lab = await Lab.CreateAsync();
        var controller = await lab.ControllerAsync();
        var browser = await chromium.InsideAsync(lab.ControllerSide, lab.Folder);
        return new(lab, controller, browser, await Visit.OpenAsync(browser, controller.Url));
    }

    /// <summary>Another visit to the same controller, by somebody who is not signed in. The caller disposes it.</summary>
    public Task<Visit> AnotherAsync() => Visit.OpenAsync(browser, Controller.Url);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Visit.DisposeAsync();
        }
        finally
        {
            await browser.CloseAsync();
            await Lab.DisposeAsync();
        }
    }
}
