using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Refusals;

namespace CloudNet.Controller.Refusals;

/// <summary>Refusals as the wire knows them.</summary>
public static class ProblemOf
{
    private const string Prefix = "urn:cloudnet:";

    /// <summary>A request without a token that counts.</summary>
    public static ProblemRecord NotSignedIn { get; } = new(Prefix + "not-authenticated", "Not signed in", StatusCodes.Status401Unauthorized,
        "Send 'Authorization: Bearer cnt_…' with a token that is neither expired nor revoked; POST /api/v1/sign-in makes one.", []);

    /// <summary>A refusal as a problem.</summary>
    public static ProblemRecord Refusal(Refusal refusal)
    {
        var (status, type) = refusal.Kind switch
        {
            RefusalKind.Invalid => (StatusCodes.Status400BadRequest, "invalid"),
            RefusalKind.NotAuthenticated => (StatusCodes.Status401Unauthorized, "not-authenticated"),
            RefusalKind.CodeNeeded => (StatusCodes.Status401Unauthorized, "code-needed"),
            RefusalKind.NotAllowed => (StatusCodes.Status403Forbidden, "not-allowed"),
            RefusalKind.NotFound => (StatusCodes.Status404NotFound, "not-found"),
            RefusalKind.Conflict => (StatusCodes.Status409Conflict, "conflict"),
            RefusalKind.Spent => (StatusCodes.Status410Gone, "spent"),
            RefusalKind.Changed => (StatusCodes.Status412PreconditionFailed, "changed"),
            RefusalKind.Mismatch => (StatusCodes.Status422UnprocessableEntity, "mismatch"),
            RefusalKind.TooOften => (StatusCodes.Status429TooManyRequests, "too-often"),
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Kind, "No status for this kind."),
        };
        return new(Prefix + type, refusal.Title, status, refusal.Detail, refusal.Problems);
    }

    /// <summary>What a bare HTTP status means here: the framework's own refusals.</summary>
    public static ProblemRecord Status(int status, HttpRequest request) => Words(status, request) with { Problems = [] };

    private static ProblemRecord Words(int status, HttpRequest request) => status switch
    {
        StatusCodes.Status401Unauthorized => NotSignedIn,
        StatusCodes.Status403Forbidden => new(Prefix + "not-allowed", "Not allowed", status, "You no longer belong to this tenant. Sign in again."),
        StatusCodes.Status404NotFound => new(Prefix + "not-found", "No such resource", status,
            $"Nothing is at {request.Method} {Path(request)}; /docs lists what there is."),
        StatusCodes.Status405MethodNotAllowed => new(Prefix + "method-not-allowed", "Method not allowed", status,
            $"{Path(request)} has no {request.Method}; the Allow header and /docs list what it has."),
        StatusCodes.Status413PayloadTooLarge => new(Prefix + "too-large", "The request is too large", status,
            $"A body is at most {Api.ApiLimits.BodyBytes:N0} bytes."),
        StatusCodes.Status415UnsupportedMediaType => new(Prefix + "not-json", "Not JSON", status,
            "Send the body as 'Content-Type: application/json'."),
        StatusCodes.Status503ServiceUnavailable => new(Prefix + "unavailable", "Not available now", status,
            "The controller's database does not answer. Try again shortly."),
        >= 500 => new(Prefix + "fault", "The controller failed", status,
            "This is a fault of the controller, and is in its log. Try again; if it stays, report it with the time."),
        _ => new(Prefix + "invalid", "The request is not valid", status, "The request could not be read; /docs shows what is expected."),
    };

    /// <summary>A body or parameter that could not be read.</summary>
    public static ProblemRecord Unreadable(FieldProblem problem) => Refusal(Domain.Refusals.Refusal.Invalid([problem]));

    private static string Path(HttpRequest request) => request.Path.Value is { Length: > 200 } path ? path[..200] + "…" : request.Path.Value ?? "/";
}
