using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.Json.Nodes;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Webhooks;
using CloudNet.Contracts.Workloads;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CloudNet.Controller.Api;

/// <summary>How types that are text in JSON look in the OpenAPI document: what their converters write is not to be seen from their type.</summary>
internal static class TextSchemas
{
    private const string Uuid = "01934b6e-7f2a-7c31-9d55-3f0c5e1a2b4c";

    private static readonly Dictionary<Type, (string Format, string Example)> Texts = new()
    {
        [typeof(IPAddress)] = ("ip", "192.168.124.51"),
        [typeof(IPNetwork)] = ("cidr", "10.100.0.0/16"),
        [typeof(TenantId)] = ("uuid", Uuid),
        [typeof(NetworkId)] = ("uuid", Uuid),
        [typeof(HostId)] = ("uuid", Uuid),
        [typeof(WorkloadId)] = ("uuid", Uuid),
        [typeof(EnrolmentKeyId)] = ("uuid", Uuid),
        [typeof(ApiTokenId)] = ("uuid", Uuid),
        [typeof(InvitationId)] = ("uuid", Uuid),
        [typeof(PinId)] = ("uuid", Uuid),
        [typeof(PolicyId)] = ("uuid", Uuid),
        [typeof(PortMappingId)] = ("uuid", Uuid),
        [typeof(PortRange)] = ("ports", "8000-8010"),
        [typeof(ServiceId)] = ("uuid", Uuid),
        [typeof(UserId)] = ("uuid", Uuid),
        [typeof(WebhookId)] = ("uuid", Uuid),
        [typeof(WebhookDeliveryId)] = ("uuid", Uuid),
    };

    /// <summary>Fills the schema of such a type in.</summary>
    public static Task Apply(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = context.JsonTypeInfo.Type;
        if (context.JsonPropertyInfo?.AttributeProvider is { } property) Tell(schema, property.GetCustomAttributes(inherit: false));
        var underlying = Nullable.GetUnderlyingType(type);
        if (!Texts.TryGetValue(underlying ?? type, out var text)) return Task.CompletedTask;
        schema.Type = underlying is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        schema.Format = text.Format;
        schema.Examples = [JsonValue.Create(text.Example)];
        return Task.CompletedTask;
    }

    // What has to be there is not null either, whatever the type says: it says so that all that is missing can be told at once.
    private static void Tell(OpenApiSchema schema, object[] attributes)
    {
        if (attributes.OfType<RequiredAttribute>().Any()) schema.Type &= ~JsonSchemaType.Null;
        if (attributes.OfType<AllowedValuesAttribute>().FirstOrDefault() is not { } words) return;
        schema.Enum = [.. words.Values.Select(word => JsonValue.Create((string)word!))];
        if (schema.Type?.HasFlag(JsonSchemaType.Null) == true) schema.Enum.Add(JsonNullSentinel.JsonNull);
    }
}
