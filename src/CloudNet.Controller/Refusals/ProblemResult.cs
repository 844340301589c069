using System.Globalization;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Wire;

namespace CloudNet.Controller.Refusals;

/// <summary>Answers with a problem: <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="Problem">The problem.</param>
/// <param name="RetryAfter">After how long it is worth to try again; null where that is not known.</param>
public sealed record ProblemResult(ProblemRecord Problem, TimeSpan? RetryAfter = null) : IResult
{
    /// <summary>The media type of problems.</summary>
    public const string MediaType = "application/problem+json";

    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(5);
    private static readonly ContractsJson Json = new(new(ContractsJson.Default.Options) { Encoder = Api.ApiJson.Readable });

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Problem.Status;
        if (Problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (Problem.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
            response.Headers.RetryAfter = ((int)Math.Ceiling((RetryAfter ?? Shortly).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(Problem, Json.ProblemRecord, MediaType, httpContext.RequestAborted);
    }
}
