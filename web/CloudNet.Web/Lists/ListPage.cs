using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Refusals;
using CloudNet.Web.Refusals;
using Microsoft.AspNetCore.Components;

namespace CloudNet.Web.Lists;

/// <summary>A page of lists that are read when it is opened, and again after each change that is made on it.</summary>
public abstract class ListPage : ComponentBase
{
    private const int MostParts = 20;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Never reached while a page is only prerendered: the controller is asked once, by the live page.
        if (!firstRender) return;
        await ReadAsync();
        StateHasChanged();
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Reads a list, part by part; of one that is longer than 10,000 only the beginning.</summary>
    protected static async Task<Answer<IReadOnlyList<T>>> AllAsync<T>(Func<string?, CancellationToken, Task<Answer<Page<T>>>> part)
    {
        List<T> all = [];
        string? cursor = null;
        for (var parts = 0; parts < MostParts && (parts == 0 || cursor is not null); parts++)
        {
            var answer = await PartAsync(() => part(cursor, CancellationToken.None));
            if (answer.Value is not { } page) return new(null, answer.Problem);
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        return new(all, null);
    }

    /// <summary>Reads a part of a list; an outside fault becomes a problem in words.</summary>
    protected static async Task<Answer<Page<T>>> PartAsync<T>(Func<Task<Answer<Page<T>>>> part)
    {
        try
        {
            return await part();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new(null, new(Asking.Unanswered, "The controller did not answer", 503,
                $"Load the page again to ask once more. ({fault.GetType().Name}; the controller's log has the rest.)"));
        }
    }
}
