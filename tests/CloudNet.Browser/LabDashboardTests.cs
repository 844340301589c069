using System.Text.RegularExpressions;
using CloudNet.Browser.Chromium;
using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Hosts;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CloudNet.Browser;

/// <summary>
/// The shipped controller with real hosts, as a person sees them: the browser runs inside the lab's network, and everything is
/// done on the dashboard's pages, from the first network on.
/// </summary>
[Trait("needs", "root")]
public sealed class LabDashboardTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private LabVisit opened = null!;

    private Visit Visit => opened.Visit;

    private IPage Page => Visit.Page;

    public async ValueTask InitializeAsync() => opened = await LabVisit.OpenAsync(chromium);

    public ValueTask DisposeAsync() => opened.DisposeAsync();

    [Fact]
    public async Task Host_turns_red_when_its_agent_is_killed_and_green_when_it_is_back()
    {
        await Visit.SignInAsync("/topology", ControllerSettings.User, ControllerSettings.Password);
        await Expect(Page.GetByTestId("empty-topology")).ToBeVisibleAsync();

        await MakeNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await AddHostAsync("v1");
        var v2 = await AddHostAsync("v2");
        await v1.AttachAsync("blue", "app=web");

        await Visit.GoAsync("/topology");
        await Expect(Page.GetByTestId("host-v1")).ToHaveAttributeAsync("data-state", "linked");
        await Expect(Page.GetByTestId("tunnel-blue-v1-v2")).ToHaveAttributeAsync("data-state", "in-sync");
        await Expect(Page.GetByTestId("workload-v1-c1")).ToBeVisibleAsync();

        await v2.KillAgentAsync();
        await Expect(Page.GetByTestId("host-v2")).ToHaveAttributeAsync("data-state", "down", new() { Timeout = 60_000 });
        await Expect(Page.GetByTestId("tunnel-blue-v1-v2")).ToHaveAttributeAsync("data-state", "down");
        await Expect(Page.GetByTestId("host-v1")).ToHaveAttributeAsync("data-state", "linked");

        v2.StartAgent();
        await Expect(Page.GetByTestId("tunnel-blue-v1-v2")).ToHaveAttributeAsync("data-state", "in-sync", new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task Pages_come_back_by_themselves_after_the_controller_was_killed()
    {
        Visit.ServerGoesAway = true;
        await Visit.SignInAsync("/networks", ControllerSettings.User, ControllerSettings.Password);
        await MakeNetworkAsync("blue", "10.100.0.0/16");
        await Visit.GoAsync("/networks");

        await opened.Controller.KillAsync();
        await Expect(Page.GetByTestId("connection-lost")).ToBeVisibleAsync();
        await Expect(Page.GetByTestId("network-blue")).ToBeVisibleAsync();

        await opened.Controller.StartAsync();
        await Expect(Page.GetByTestId("connection-lost")).ToBeHiddenAsync(new() { Timeout = 90_000 });
        await Expect(Page.GetByTestId("network-blue")).ToBeVisibleAsync();
    }

    private async Task MakeNetworkAsync(string name, string range)
    {
        await Visit.GoAsync("/networks");
        await Page.GetByTestId("new-network").ClickAsync();
        await Expect(Page.GetByLabel("Name")).ToBeFocusedAsync();
        await Page.GetByLabel("Name").FillAsync(name);
        await Page.GetByLabel("Address range").FillAsync(range);
        await Page.GetByTestId("create").ClickAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync(name);
    }

    // As a person does it: the line from the dialog is run on the machine, and the page shows the host once it is linked.
    private async Task<LabHost> AddHostAsync(string name)
    {
        await Visit.GoAsync("/hosts");
        await Page.GetByTestId("add-host").ClickAsync();
        await Expect(Page.GetByLabel("blue")).ToBeCheckedAsync();
        await Page.GetByTestId("make-key").ClickAsync();
        var line = await Page.GetByTestId("install-line").TextContentAsync() ?? "";
        Assert.Contains($"{opened.Controller.Url}install.sh", line, StringComparison.Ordinal);
        await Page.GetByTestId("done").ClickAsync();

        var host = await opened.Lab.MachineAsync(name);
        await host.InstallAsync(opened.Controller.Url, Regex.Match(line, "cnk_[A-Za-z0-9_-]+").Value);
        host.StartAgent();
        await Expect(Page.GetByTestId($"host-{name}")).ToHaveAttributeAsync("data-state", "linked", new() { Timeout = 60_000 });
        return host;
    }
}
