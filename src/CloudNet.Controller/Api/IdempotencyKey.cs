using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Wire;
using CloudNet.Controller.Access;
using CloudNet.Controller.Audit;
using CloudNet.Controller.Refusals;
using CloudNet.Store.Repeats;
using CloudNet.Store.Trials;
using Microsoft.AspNetCore.Http.Metadata;

namespace CloudNet.Controller.Api;

/// <summary>
/// The header <c>Idempotency-Key</c> of each POST (draft-ietf-httpapi-idempotency-key-header): what is asked for again under the same key
/// is done once, and answered the same (<see cref="Repeat"/>). Other methods may be called again as they are. A call that is only tried
/// heeds no key.
/// </summary>
internal static class IdempotencyKey
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Lets the operations be asked for under a key; put it on groups, behind <see cref="DryRun"/>.</summary>
    public static T AreDoneOnce<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.AddEndpointFilter<T>(OnceAsync);

    /// <summary>Has the operation refuse one.</summary>
    /// <param name="endpoint">The operation.</param>
    /// <param name="why">Why, as a sentence.</param>
    public static RouteHandlerBuilder IsNotDoneOnce(this RouteHandlerBuilder endpoint, string why) => endpoint.WithMetadata(new NoRepeat(why));

    private static async ValueTask<object?> OnceAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || Trial.Current is not null) return await next(context);
        if (!http.Request.Headers.TryGetValue(Header, out var given)) return await next(context);
        if (http.GetEndpoint()?.Metadata.GetMetadata<NoRepeat>() is { } cannot) return Refused(cannot.Why, "Leave it out.");
        if (http.Features.Get<Caller>() is not { } caller)
            return Refused("Keys are each member's own, and who calls this is not known before it is done.", "Leave it out.");
        if (given is not [{ } text] || Read(text) is not { } key)
            return Refused($"It is one text of 1 to {Repeat.LongestKey} visible ASCII characters, in quotes or without.", "Send a UUID, such as \"8e03978e-40d5-43dd-bc93-6894a57f9324\".");
        var keep = http.RequestServices.GetRequiredService<RetentionTerms>().Repeats;
        new Repeat(caller.Actor.Tenant, caller.Actor.User, key, Fingerprint(context), keep).Begin();
        return await next(context);
    }

    // A string of RFC 8941, or the same without its quotes.
    private static string? Read(string text)
    {
        var key = text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;
        return key.Length is > 0 and <= Repeat.LongestKey && key.All(c => c is > ' ' and < '\x7f' and not ('"' or '\\')) ? key : null;
    }

    // Of the body as it was understood: other blanks or another order of fields are the same request.
    private static byte[] Fingerprint(EndpointFilterInvocationContext context)
    {
        var (request, endpoint) = (context.HttpContext.Request, context.HttpContext.GetEndpoint());
        var type = endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        var body = type is null ? null : context.Arguments.FirstOrDefault(type.IsInstanceOfType);
        var json = body is null ? "" : JsonSerializer.Serialize(body, type!, ContractsJson.Default);
        return SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n{json}"));
    }

    private static ProblemResult Refused(string rule, string wayOut) => new(ProblemOf.Unreadable(new FieldProblem(Header, rule, wayOut)));
}
