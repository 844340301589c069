using System.Text.Json;
using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Api;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CloudNet.Controller.Refusals;

/// <summary>
/// Turns what was thrown while a request was served into a problem. A body that cannot be read is the caller's affair (4xx,
/// naming the place in it), a database that does not answer is 503, and anything else is a bug: 500, with the details in the
/// log only.
/// </summary>
internal sealed partial class FaultHandler(QueryParameters parameters, ILogger<FaultHandler> log) : IExceptionHandler
{
    // The serializer has one exception for all, and tells its kinds apart by words only.
    private const string UnknownField = "could not be mapped to any .NET member";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return false;
        var problem = exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } => ProblemOf.Unreadable(Unreadable(json)),
            BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } => ProblemOf.Unreadable(Parameter(httpContext)
                ?? new("$", "The body or a parameter could not be read.", "Send a JSON object as /docs shows it.")),
            BadHttpRequestException bad => ProblemOf.Status(bad.StatusCode, httpContext.Request),
            _ when IsUnavailable(exception) => Unavailable(httpContext, exception),
            _ => Fault(httpContext, exception),
        };
        await new ProblemResult(problem).ExecuteAsync(httpContext);
        return true;
    }

    // The request has no endpoint any more: it was taken off for this handler.
    private FieldProblem? Parameter(HttpContext context) =>
        parameters.Unreadable(context.Features.Get<IExceptionHandlerFeature>()?.Endpoint, context.Request.Query);

    private static FieldProblem Unreadable(JsonException json) => json.Path is { Length: > 1 and < 200 } path
        ? json.Message.Contains(UnknownField, StringComparison.Ordinal)
            ? NoField(Field(path))
            : new(Field(path), "Its value cannot be read.", "Send the type that /docs shows for it.")
        : new("$", "The body is not a JSON object.", "Check commas, quotes and brackets; /docs shows what is expected.");

    /// <summary>A field that the body has and the operation has not.</summary>
    internal static FieldProblem NoField(string field) => new(field, "There is no such field.", "Check its spelling, or leave it out; /docs lists the fields.");

    private static string Field(string path) => path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    private ProblemRecord Unavailable(HttpContext context, Exception exception)
    {
        LogUnavailable(log, context.Request.Method, context.Request.Path, exception.Message);
        return ProblemOf.Status(StatusCodes.Status503ServiceUnavailable, context.Request);
    }

    private ProblemRecord Fault(HttpContext context, Exception exception)
    {
        LogFault(log, exception, context.Request.Method, context.Request.Path);
        return ProblemOf.Status(StatusCodes.Status500InternalServerError, context.Request);
    }

    private static bool IsUnavailable(Exception exception) => exception switch
    {
        DbUpdateException { InnerException: { } inner } => IsUnavailable(inner),
        InvalidOperationException { InnerException: NpgsqlException inner } => IsUnavailable(inner),
        // What the server answered is its own affair; anything else from the driver is a connection that failed.
        PostgresException answered => answered.IsTransient || answered.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException => true,
        TimeoutException => true,
        _ => false,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path}: the database does not answer: {Reason}")]
    private static partial void LogUnavailable(ILogger log, string method, string path, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogFault(ILogger log, Exception fault, string method, string path);
}
