using MudBlazor;

namespace CloudNet.Web.Fleet;

/// <summary>Asks before something is taken away.</summary>
public static class Confirming
{
    /// <summary>Shows the question; true once the controller has done it.</summary>
    public static async Task<bool> ConfirmAsync(
        this IDialogService dialogs, string title, string verb, IReadOnlyList<string> consequences, Func<Task<Answer<bool>>> question)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Verb, verb },
            { dialog => dialog.Consequences, consequences },
            { dialog => dialog.Question, question },
        };
        var shown = await dialogs.ShowAsync<ConfirmDialog>(title, parameters);
        return await shown.Result is { Canceled: false };
    }
}
