using Bunit;
using Bunit.Rendering;
using Bunit.TestDoubles;
using CloudNet.Web.Audit;
using CloudNet.Web.Fleet;
using CloudNet.Web.People;
using CloudNet.Web.Tests.Fleets;
using CloudNet.Web.Tokens;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace CloudNet.Web.Tests;

/// <summary>The dashboard's components over a controller in memory, without a browser.</summary>
public abstract class DashboardContext : BunitContext, IAsyncLifetime
{
    protected DashboardContext()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(20);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddScoped<FleetWatch>();
        Services.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>));
        Services.AddSingleton<IControllerClient>(Controller);
        Services.AddSingleton<IPeopleClient>(People).AddSingleton<ITokenClient>(People).AddSingleton<IAuditClient>(People);
        Services.AddSingleton<TimeProvider>(Clock);
        SignIn = AddAuthorization();
        SignIn.SetAuthorized("admin");
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>Who is signed in.</summary>
    protected BunitAuthorizationContext SignIn { get; }

    protected MemoryController Controller { get; } = new();

    protected MemoryPeople People { get; } = MemoryPeople.Some(TestFleet.Now);

    protected FakeTimeProvider Clock { get; } = new(TestFleet.Now);

    protected FleetWatch Watch => Services.GetRequiredService<FleetWatch>();

    /// <summary>Shows a page with the places that dialogs and menus are drawn in, over a fleet, after the first look.</summary>
    protected IRenderedComponent<ContainerFragment> Show<TPage>(TestFleet fleet, params (string Name, object Value)[] parameters) where TPage : IComponent
    {
        Controller.Fleet = fleet.Snapshot();
        var page = Open<TPage>(parameters);
        page.WaitForState(() => Watch.Current is not null);
        page.WaitForElements("header.page-head ~ *:not([data-testid=waiting])");
        return page;
    }

    /// <summary>Shows a page with the places that dialogs and menus are drawn in.</summary>
    protected IRenderedComponent<ContainerFragment> Open<TPage>(params (string Name, object Value)[] parameters) where TPage : IComponent =>
        Render(build =>
        {
            build.OpenComponent<MudPopoverProvider>(0);
            build.CloseComponent();
            build.OpenComponent<MudDialogProvider>(1);
            build.CloseComponent();
            build.OpenComponent<TPage>(2);
            foreach (var (name, value) in parameters) build.AddComponentParameter(3, name, value);
            build.CloseComponent();
        });

    /// <summary>The element with this <c>data-testid</c>.</summary>
    protected static AngleSharp.Dom.IElement ById(IRenderedComponent<ContainerFragment> page, string id) => page.WaitForElement($"[data-testid='{id}']");

    /// <summary>Types into the field with this <c>data-testid</c>.</summary>
    protected static void Type(IRenderedComponent<ContainerFragment> page, string id, string text) => Input(page, id).Input(text);

    /// <summary>All text at the field with this <c>data-testid</c>: its label, help and error.</summary>
    protected static string Field(IRenderedComponent<ContainerFragment> page, string id) => Input(page, id).Closest(".mud-input-control")!.TextContent;

    /// <summary>What an element says, with each run of white space as one space.</summary>
    protected static string Words(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Lets time pass until the watch has looked again.</summary>
    protected async Task LookAgainAsync()
    {
        using var looked = new SemaphoreSlim(0);
        void Looked() => looked.Release();
        Watch.Changed += Looked;
        await Clock.AdvanceUntilAsync(looked, FleetWatch.Pause, FleetWatch.Beat * 3);
        Watch.Changed -= Looked;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static AngleSharp.Dom.IElement Input(IRenderedComponent<ContainerFragment> page, string id)
    {
        var place = ById(page, id);
        return place.LocalName is "input" or "textarea" ? place : place.QuerySelector("input, textarea")!;
    }
}
