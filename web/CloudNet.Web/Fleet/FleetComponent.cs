using Microsoft.AspNetCore.Components;

namespace CloudNet.Web.Fleet;

/// <summary>A component that shows a part of the fleet and draws itself anew when a look brought something.</summary>
public abstract class FleetComponent : ComponentBase, IDisposable
{
    private bool disposed;

    /// <summary>Where the picture comes from.</summary>
    [Inject] protected FleetWatch Fleet { get; set; } = null!;

    /// <summary>The clock that "seen 5 s ago" is told by.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Fleet.Changed += OnFleetChanged;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        // Never reached while a page is only prerendered: the controller is asked once, by the live page.
        if (firstRender) Fleet.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops listening.</summary>
    protected virtual void Dispose(bool disposing)
    {
        disposed = true;
        Fleet.Changed -= OnFleetChanged;
    }

    private void OnFleetChanged() => _ = InvokeAsync(() =>
    {
        if (!disposed) StateHasChanged();
    });
}
