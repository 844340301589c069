using System.Text.Json;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Trials;
using CloudNet.Contracts.Wire;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Trials;

namespace CloudNet.Controller.Api;

/// <summary>
/// <c>?dryRun=true</c> of each operation that changes something: it is done for real in its transaction, and taken back
/// (<see cref="Trial"/>). A refusal is the one of the real call; anything else is answered with what would have been.
/// </summary>
internal static class DryRun
{
    /// <summary>The parameter.</summary>
    public const string Parameter = "dryRun";

    /// <summary>Lets the operations be tried; put it on groups, so that none is forgotten.</summary>
    public static T CanBeTried<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.AddEndpointFilter<T>(TryAsync);

    /// <summary>Has the operation refuse it.</summary>
    /// <param name="endpoint">The operation.</param>
    /// <param name="why">Why, as a sentence.</param>
    public static RouteHandlerBuilder CannotBeTried(this RouteHandlerBuilder endpoint, string why) => endpoint.WithMetadata(new NoDryRun(why));

    /// <summary>Whether a method only reads, so that there is nothing to try.</summary>
    public static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static async ValueTask<object?> TryAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (IsRead(http.Request.Method) || !http.Request.Query.TryGetValue(Parameter, out var given)) return await next(context);
        if (!bool.TryParse(given, out var isAsked))
            return Refused($"{Quoted.Text(given.ToString())} is neither 'true' nor 'false'.", "Send true to try the call only, or leave it out.");
        if (!isAsked) return await next(context);
        if (http.GetEndpoint()?.Metadata.GetMetadata<NoDryRun>() is { } cannot) return Cannot(cannot).AsResult();
        // Ends where this method does: what it sets in the flow is not seen by who called it.
        var trial = Trial.Begin();
        return Told(await next(context), trial);
    }

    /// <summary>What is asked cannot be tried only.</summary>
    internal static Refusal Cannot(NoDryRun cannot) => Refusal.Invalid([new(Parameter, cannot.Why, "Leave it out.")]);

    private static object? Told(object? result, Trial trial)
    {
        while (result is INestedHttpResult nested) result = nested.Result;
        if (result is ProblemResult) return result;
        if (!trial.IsDone) throw new InvalidOperationException("The operation was to be tried only, and changed nothing by Changes.");
        var status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        JsonElement? answer = result is IValueHttpResult { Value: { } value }
            ? JsonSerializer.SerializeToElement(value, value.GetType(), ContractsJson.Default) : null;
        return TypedResults.Ok(new DryRunRecord(status, answer, trial.ChangeCount, trial.Changes, trial.Effects));
    }

    private static ProblemResult Refused(string rule, string wayOut) => new(ProblemOf.Unreadable(new FieldProblem(Parameter, rule, wayOut)));
}
