using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CloudNet.Controller.Refusals;

/// <summary>Turns outcomes into answers. The types say in the OpenAPI document what an endpoint answers.</summary>
public static class OutcomeResults
{
    /// <summary>200 with the value, or the problem.</summary>
    public static Results<Ok<T>, ProblemResult> Ok<T>(this Outcome<T> outcome) where T : notnull =>
        outcome.IsRefused(out var refusal, out var value) ? refusal.AsResult() : TypedResults.Ok(value);

    /// <summary>201 with the value and where it is, or the problem.</summary>
    public static Results<Created<T>, ProblemResult> Created<T>(this Outcome<T> outcome, Func<T, string> location) where T : notnull =>
        outcome.IsRefused(out var refusal, out var value) ? refusal.AsResult() : TypedResults.Created(location(value), value);

    /// <summary>204, or the problem.</summary>
    public static Results<NoContent, ProblemResult> NoContent<T>(this Outcome<T> outcome) where T : notnull =>
        outcome.IsRefused(out var refusal, out _) ? refusal.AsResult() : TypedResults.NoContent();

    /// <summary>The refusal as an answer.</summary>
    public static ProblemResult AsResult(this Refusal refusal) => new(ProblemOf.Refusal(refusal), refusal.RetryAfter);

    /// <summary>Says in the OpenAPI document with which statuses the endpoint refuses.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses) endpoint.Produces<ProblemRecord>(status, ProblemResult.MediaType);
        return endpoint;
    }
}
