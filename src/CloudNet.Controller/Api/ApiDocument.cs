using CloudNet.Controller.Api.Examples;
using CloudNet.Controller.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace CloudNet.Controller.Api;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, and a page to read it on at <c>/docs</c>.</summary>
internal static class ApiDocument
{
    private const string Scheme = "bearer";

    private static readonly string[] Tags =
        ["Access", "Tenants", "Networks", "Services", "Policies", "Hosts", "Workloads", "Enrolment", "Audit", "Events", "Webhooks", "Install"];

    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["network"] = "The network's id or name.",
        ["host"] = "The host's id or name.",
        ["address"] = "An IPv4 address.",
        ["at"] = "A moment as RFC 3339 has it, such as 2026-11-24T14:00:00Z.",
        ["hostName"] = "The host's name.",
        ["token"] = "The token's id.",
        ["tenant"] = "The tenant's id or name.",
        ["user"] = "The user's id or name.",
        ["invitation"] = "The invitation's id.",
        ["key"] = "The enrolment key's id.",
        ["portMapping"] = "The port mapping's id.",
        ["service"] = "The service's id or name.",
        ["policy"] = "The policy's id or name.",
        ["webhook"] = "The webhook's id.",
        ["delivery"] = "The id of a try to deliver.",
        ["actor"] = "The id or name of who acted: a user, a host, an enrolment key.",
        ["operation"] = "An operation's id in this document.",
        ["kind"] = "The kind of thing: network, host, lease, workload, member, token, enrolment-key, invitation, webhook, range, address, pin, service, policy, quotas or tenant; of events also their names, several with commas between.",
        ["id"] = "The thing's id.",
        ["from"] = "From this moment on, as RFC 3339 has it.",
        ["to"] = "Before this moment, as RFC 3339 has it.",
        ["peer"] = "The other host's id or name.",
        ["peerNetwork"] = "The other network's id or name.",
        ["wrong"] = "true: only paths that are lost or carry less than their links promise; false: only the others.",
        ["text"] = "A text that is in the names, the operation, the address, or in what was and is.",
        ["limit"] = "How many at most, 1 to 500, of the audit log 1,000; default 100.",
        ["cursor"] = "The next of the page before.",
        ["sort"] = "name (the default), -name, created or -created: with a minus the last one first.",
        ["name"] = "How the name begins.",
        ["link"] = "The state of the host's link: linked, down or never-seen.",
        ["allowOverlap"] = "true: also where a route of the host overlaps the network. Packets to what both have go one way only.",
        ["workload"] = "How the workload's name begins.",
        ["label"] = "A label of the host or workload: key=value. Given several times, all of them.",
        [DryRun.Parameter] = "true: only try it. All is checked and done, then taken back, and 200 tells what would change and on which hosts.",
        [IdempotencyKey.Header] = "A text of your choice, such as a UUID: asked again with it, the same is done once, and answered the same. Kept for a day.",
        ["If-Match"] = "The ETag of the network, host, service, policy or quotas in the path, as GET answered it: what is another by now is not changed.",
        ["If-None-Match"] = "The ETag of an earlier answer: 304 where this one would be the same.",
        ["after"] = "The id of the last event that you have.",
        [EventQuery.LastEventHeader] = "The same as after, and goes before it: browsers send it when they come again.",
        ["format"] = "jsonl (the default) or csv.",
    };

    // The page's script comes with the package and is served from here; whatever it may try, the browser loads nothing from elsewhere.
    private const string OwnAssetsOnly = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddSingleton<QueryParameters>().AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer(AskForToken);
        options.AddOperationTransformer(QueryParametersSetup.TellAsync);
        options.AddOperationTransformer(DryRunDocument.TellAsync);
        options.AddOperationTransformer(IdempotencyDocument.TellAsync);
        options.AddOperationTransformer(EntityTagDocument.TellAsync);
        options.AddOperationTransformer(TellLimits);
        options.AddOperationTransformer(DescribeParameters);
        options.AddOperationTransformer(ExampleDocument.TellAsync);
        options.AddSchemaTransformer(TextSchemas.Apply);
    });

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/docs"), docs => docs.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = OwnAssetsOnly;
            return next(context);
        }));
        app.MapScalarApiReference("/docs", options => options
            .WithTitle("CloudNet API").WithOpenApiRoutePattern("/openapi/{documentName}.json").AddDocument("v1")
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideClientButton().HideDeveloperTools()).AllowAnonymous();
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "CloudNet",
            Version = "v1",
            Description = "Networks between containers on many hosts. Every refusal is application/problem+json and tells everything "
                + "that is wrong at once: the field, the rule, and the way out. {network} and {host} take an id or a name.",
        };
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag }));
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "cnt_…",
                Description = "A token from POST /api/v1/sign-in or POST /api/v1/tokens.",
            },
        };
        return Task.CompletedTask;
    }

    private static Task AskForToken(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task TellLimits(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        (operation.Responses ??= []).TryAdd("429", DocumentedRefusal.Of("Too many requests of the address or the tenant", context));
        return Task.CompletedTask;
    }

    private static Task DescribeParameters(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        foreach (var parameter in operation.Parameters ?? []) parameter.Description ??= Parameters.GetValueOrDefault(parameter.Name ?? "");
        return Task.CompletedTask;
    }
}
