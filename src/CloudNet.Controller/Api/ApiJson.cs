using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Wire;

namespace CloudNet.Controller.Api;

/// <summary>The JSON of the HTTP interfaces: that of the contracts, to the letter.</summary>
public static class ApiJson
{
    /// <summary>Leaves quotes as people read them. Not for JSON that is put into a page; answers say that they are none.</summary>
    internal static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>
    /// Makes minimal APIs read and write as <see cref="ContractsJson"/> does. A resolver brings no options along, so they are
    /// taken over one by one; numbers in quotes are refused.
    /// </summary>
    public static IServiceCollection AddApiJson(this IServiceCollection services) => services.ConfigureHttpJsonOptions(http =>
    {
        var (here, contracts) = (http.SerializerOptions, ContractsJson.Default.Options);
        here.TypeInfoResolverChain.Insert(0, ContractsJson.Default);
        foreach (var converter in contracts.Converters) here.Converters.Add(converter);
        here.PropertyNamingPolicy = contracts.PropertyNamingPolicy;
        here.PropertyNameCaseInsensitive = contracts.PropertyNameCaseInsensitive;
        here.DefaultIgnoreCondition = contracts.DefaultIgnoreCondition;
        here.AllowOutOfOrderMetadataProperties = contracts.AllowOutOfOrderMetadataProperties;
        here.RespectNullableAnnotations = contracts.RespectNullableAnnotations;
        here.RespectRequiredConstructorParameters = contracts.RespectRequiredConstructorParameters;
        here.NumberHandling = JsonNumberHandling.Strict;
        // A misspelt optional field would be taken for one that was left out. What agents send says otherwise of itself.
        here.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        here.Encoder = Readable;
    });
}
