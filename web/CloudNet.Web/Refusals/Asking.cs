using CloudNet.Contracts.Refusals;

namespace CloudNet.Web.Refusals;

/// <summary>Asks the controller for a change, so that a fault on the way is shown where a refusal would be.</summary>
public static class Asking
{
    /// <summary>Kind of the problem that says that there was no answer.</summary>
    public const string Unanswered = "urn:cloudnet:unanswered";

    /// <summary>Asks; an outside fault becomes a problem in words. Whether the change was made is then unknown, and it says so.</summary>
    public static async Task<Answer<T>> AskAsync<TClient, T>(this TClient client, Func<TClient, Task<Answer<T>>> question)
    {
        try
        {
            return await question(client);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            var problem = new ProblemRecord(
                Unanswered, "The controller did not answer", 503,
                $"Whether the change was made is not known: look at the list, then try again. ({fault.GetType().Name}; the controller's log has the rest.)");
            return new Answer<T>(default, problem);
        }
    }
}
