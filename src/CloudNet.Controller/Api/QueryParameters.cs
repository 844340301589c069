using System.Text.Json;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace CloudNet.Controller.Api;

/// <summary>
/// What each operation takes in the address behind the <c>?</c>, as its signature has it: what it does not know is refused, for a
/// <c>dry_run=true</c> that is passed over changes what was only to be tried. The OpenAPI document has the same names.
/// </summary>
internal sealed class QueryParameters(IApiDescriptionGroupCollectionProvider api)
{
    private const string Source = "Query";
    private const int MostTold = 10;
    private const int LongestTold = 60;

    private readonly Lazy<Dictionary<string, ApiParameterDescription[]>> known = new(() => api.ApiDescriptionGroups.Items
        .SelectMany(group => group.Items)
        .Where(action => OperationOf(action.ActionDescriptor.EndpointMetadata) is not null)
        .GroupBy(action => OperationOf(action.ActionDescriptor.EndpointMetadata)!)
        .ToDictionary(actions => actions.Key, actions => actions.First().ParameterDescriptions
            .Where(parameter => parameter.Source.Id == Source).ToArray()));

    /// <summary>A parameter's name as the API has it: some are the properties of a record.</summary>
    public static string Name(string declared) => JsonNamingPolicy.CamelCase.ConvertName(declared);

    /// <summary>Refuses what an operation does not know, or null.</summary>
    /// <param name="endpoint">The operation.</param>
    /// <param name="method">The method that it was called by.</param>
    /// <param name="given">What the address has.</param>
    public Refusal? Check(Endpoint? endpoint, string method, IQueryCollection given)
    {
        if (given.Count == 0) return null;
        var names = Names(endpoint, method);
        var unknown = given.Keys.Where(name => !names.Contains(name, StringComparer.OrdinalIgnoreCase)).Take(MostTold).ToArray();
        return unknown.Length == 0 ? null : Unknown(unknown, names);
    }

    /// <summary>Refuses parameters that an operation does not know.</summary>
    internal static Refusal Unknown(IReadOnlyList<string> unknown, IReadOnlyList<string> names)
    {
        var wayOut = names.Count == 0
            ? "Leave it out: this operation takes none."
            : $"Check its spelling, or leave it out. This operation takes {string.Join(", ", names)}.";
        return Refusal.Invalid([.. unknown.Select(name => new FieldProblem(Short(name), "There is no such parameter.", wayOut))]);
    }

    /// <summary>The parameter whose value is none of its type; null where there is none.</summary>
    /// <param name="endpoint">The operation.</param>
    /// <param name="given">What the address has.</param>
    public FieldProblem? Unreadable(Endpoint? endpoint, IQueryCollection given) => Of(endpoint)
        .SelectMany(parameter => given[parameter.Name].Select(value => Problem(parameter, value ?? ""))).FirstOrDefault(problem => problem is not null);

    private static FieldProblem? Problem(ApiParameterDescription parameter, string value)
    {
        var type = Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type;
        if (type == typeof(int) && !int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _))
            return new(Name(parameter.Name), $"{Quoted.Text(value)} is no whole number.", "Give one such as 100, or leave it out.");
        if (type == typeof(bool) && !bool.TryParse(value, out _))
            return new(Name(parameter.Name), $"{Quoted.Text(value)} is neither 'true' nor 'false'.", "Give one of them, or leave it out.");
        return null;
    }

    private List<string> Names(Endpoint? endpoint, string method)
    {
        List<string> names = [.. Of(endpoint).Select(parameter => Name(parameter.Name))];
        // What cannot be tried knows the parameter, and says why not.
        if (!DryRun.IsRead(method)) names.Add(DryRun.Parameter);
        return names;
    }

    private ApiParameterDescription[] Of(Endpoint? endpoint) =>
        endpoint is not null && OperationOf([.. endpoint.Metadata]) is { } operation ? known.Value.GetValueOrDefault(operation) ?? [] : [];

    private static string? OperationOf(IList<object> metadata) => metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName;

    private static string Short(string name) => name.Length > LongestTold ? name[..LongestTold] + "…" : name;
}
