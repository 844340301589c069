using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Wire;

namespace CloudNet.Controller.Refusals;

/// <summary>Answers with a problem: <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="Problem">The problem.</param>
public sealed record ProblemResult(ProblemRecord Problem) : IResult
{
    /// <summary>The media type of problems.</summary>
    public const string MediaType = "application/problem+json";

    private static readonly ContractsJson Json = new(new(ContractsJson.Default.Options) { Encoder = Api.ApiJson.Readable });

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Problem.Status;
        if (Problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (Problem.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
            response.Headers.RetryAfter = "5";
        return response.WriteAsJsonAsync(Problem, Json.ProblemRecord, MediaType, httpContext.RequestAborted);
    }
}
