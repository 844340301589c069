using System.Buffers;
using System.Text;
using System.Text.Json;
using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Wire;
using CloudNet.Controller.Api;

namespace CloudNet.Controller.Audit;

/// <summary>
/// Answers with entries of the audit log as they are read, a line each. It goes out at the pace at which it is taken, and no more of
/// it is held than a page. Where reading fails in the middle the connection is cut, so that a part is not taken for the whole.
/// </summary>
/// <param name="Entries">The entries.</param>
/// <param name="IsCsv">Comma-separated values; else a JSON object a line.</param>
internal sealed record AuditExport(IAsyncEnumerable<AuditEntry> Entries, bool IsCsv) : IResult
{
    private const int FlushAfter = 64 * 1024;
    private static readonly ContractsJson Json = new(new(ContractsJson.Default.Options) { Encoder = ApiJson.Readable });

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = IsCsv ? "text/csv; charset=utf-8; header=present" : "application/jsonl; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"cloudnet-audit.{(IsCsv ? "csv" : "jsonl")}\"";
        var body = response.BodyWriter;
        if (IsCsv) body.Write(Encoding.UTF8.GetBytes(AuditCsv.Header));
        await foreach (var entry in Entries.WithCancellation(cancel))
        {
            var line = IsCsv ? AuditCsv.Line(entry) : JsonSerializer.Serialize(entry, Json.AuditEntry) + "\n";
            body.Write(Encoding.UTF8.GetBytes(line));
            if (body.UnflushedBytes >= FlushAfter) await body.FlushAsync(cancel);
        }
        await body.FlushAsync(cancel);
    }
}
