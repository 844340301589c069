using System.Text.RegularExpressions;

namespace CloudNet.Agent.Operators;

/// <summary>
/// A refusal's way out as a command, where this command line has one: the controller says it as a call of its API. What is not in the
/// table stays as it is.
/// </summary>
internal static partial class CommandWords
{
    // The longer call before the one that it begins with.
    private static readonly (Regex Call, string Command)[] Table =
    [
        (Pins(), "'cloudnet network pins $1'"),
        (PortMappings(), "'cloudnet network port-mappings $1'"),
        (Services(), "'cloudnet network service list $1'"),
        (Policies(), "'cloudnet network policy list $1'"),
        (Ranges(), "'cloudnet network grow $1 RANGE'"),
        (Join(), "'cloudnet network join $1 $2'"),
        (Call("DELETE /api/v1/hosts/{host}"), "'cloudnet host remove HOST'"),
        (Call("DELETE /api/v1/networks/{network}"), "'cloudnet network remove NETWORK'"),
        (Network(), "'cloudnet network show $1'"),
        (Call("GET /api/v1/networks"), "'cloudnet network list'"),
        (Call("GET /api/v1/hosts"), "'cloudnet host list'"),
        (Call("GET /api/v1/tokens"), "'cloudnet token list'"),
        (Call("GET /api/v1/enrolment-keys"), "'cloudnet key list'"),
        (Call("POST /api/v1/enrolment-keys"), "'cloudnet key create NAME'"),
        (Call("POST /api/v1/sign-in"), "'cloudnet login'"),
        (Call("?allowOverlap=true"), "--allow-overlap"),
        (Call("allowOverlap: true"), "--allow-overlap"),
    ];

    /// <summary>The text, by commands.</summary>
    public static string Of(string text) => Table.Aggregate(text, (said, row) => row.Call.Replace(said, row.Command));

    private static Regex Call(string call) => new(Regex.Escape(call) + @"(?![\w/{])");

    [GeneratedRegex(@"GET /api/v1/networks/([^/\s{}]+)/pins")]
    private static partial Regex Pins();

    [GeneratedRegex(@"GET /api/v1/networks/([^/\s{}]+)/port-mappings")]
    private static partial Regex PortMappings();

    [GeneratedRegex(@"GET /api/v1/networks/([^/\s{}]+)/services")]
    private static partial Regex Services();

    [GeneratedRegex(@"GET /api/v1/networks/([^/\s{}]+)/policies")]
    private static partial Regex Policies();

    [GeneratedRegex(@"POST /api/v1/networks/([^/\s{}]+)/ranges")]
    private static partial Regex Ranges();

    [GeneratedRegex(@"PUT /api/v1/networks/([^/\s{}]+)/hosts/([^/\s{}]*[^/\s{}.])")]
    private static partial Regex Join();

    [GeneratedRegex(@"GET /api/v1/networks/([^/\s{}]+)(?![\w/{])")]
    private static partial Regex Network();
}
