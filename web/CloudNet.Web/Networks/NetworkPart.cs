using CloudNet.Contracts.Networks;
using Microsoft.AspNetCore.Components;

namespace CloudNet.Web.Networks;

/// <summary>A part of a network's page that reads what it shows by itself, each time the page has looked at the controller.</summary>
public abstract class NetworkPart : ComponentBase
{
    private bool reading;

    /// <summary>The network.</summary>
    [Parameter, EditorRequired] public NetworkRecord Network { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // The page draws itself anew with every look; one question at a time is enough.
        if (reading) return;
        reading = true;
        try
        {
            await ReadAsync();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The page says itself that the controller cannot be asked; the last answer stays.
        }
        finally
        {
            reading = false;
        }
    }

    /// <summary>Asks for what it shows.</summary>
    protected abstract Task ReadAsync();
}
