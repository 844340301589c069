using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudNet.Store.Audit;

/// <summary>
/// What is being done, by whom and from where, for the audit log. It goes along with the asynchronous flow, as a trace's activity
/// does: each door (HTTP, dashboard, agents, keepers) begins one, and every transaction that is opened under it tells the
/// database (<see cref="Setting"/>), whose triggers write the log. So no command says it, and none can forget to: a transaction
/// under no deed says <see cref="Nobody"/>, from whom the triggers take no change.
/// </summary>
/// <param name="Operation">The operation, by its id in the OpenAPI document where it came by HTTP.</param>
/// <param name="Origin">Which door it came in by: a word of <see cref="Door"/>.</param>
/// <param name="By">Who does it.</param>
/// <param name="Address">The address that it came from; null where it came from none.</param>
public sealed record Deed(string Operation, string Origin, Doer By, IPAddress? Address = null)
{
    /// <summary>The setting of a transaction that holds it.</summary>
    public const string Setting = "cloudnet.deed";

    /// <summary>What stands there where nobody said who does what.</summary>
    public const string Nobody = "nobody";

    private static readonly AsyncLocal<Deed?> Flow = new();

    /// <summary>What is being done here; null where nobody said.</summary>
    public static Deed? Current => Flow.Value;

    /// <summary>What is being done here.</summary>
    /// <exception cref="InvalidOperationException">Nobody said.</exception>
    public static Deed Required => Current ?? throw new InvalidOperationException("Nobody says who does this: begin a Deed.");

    internal static string CurrentText => Current?.Text() ?? Nobody;

    /// <summary>What the controller does by itself.</summary>
    public static Deed OfSystem(string operation) => new(operation, Door.Controller, Doer.System);

    /// <summary>What hosts do, each for itself, or the one that is named.</summary>
    public static Deed OfHosts(string operation, Guid? host = null) => new(operation, Door.Agent, new(ActorKind.Host, host));

    /// <summary>From here on it is known who acts.</summary>
    /// <returns>Ends that.</returns>
    public static IDisposable? As(Doer by) => Current is { } deed ? (deed with { By = by }).Begin() : null;

    /// <summary>From here on it is this that is done.</summary>
    /// <returns>Ends that.</returns>
    public IDisposable Begin()
    {
        var ends = new End(Current);
        Flow.Value = this;
        return ends;
    }

    private string Text() => new JsonObject
    {
        ["operation"] = Operation,
        ["origin"] = Origin,
        ["address"] = Plain(Address)?.ToString(),
        ["kind"] = By.Kind,
        ["id"] = By.Id,
        ["name"] = By.Name,
        ["token"] = By.Token,
    }.ToJsonString(JsonSerializerOptions.Web);

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private sealed class End(Deed? before) : IDisposable
    {
        public void Dispose() => Flow.Value = before;
    }
}
