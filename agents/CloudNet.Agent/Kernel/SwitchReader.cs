using System.Collections.Immutable;
using System.Text.Json;
using CloudNet.Agent.Plan;
using Row = System.Collections.Immutable.ImmutableArray<System.Text.Json.JsonElement>;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Reads from Open vSwitch's database what <c>ip</c> does not tell: CloudNet's bridges, and the ports that lead to peers. One run of
/// <c>ovs-vsctl</c>, and none on a host where that database's socket is not.
/// </summary>
internal sealed class SwitchReader(ToolRunner tools)
{
    /// <summary>Socket of the database.</summary>
    public const string Socket = "/run/openvswitch/db.sock";

    private const string Tun = "tun";

    // One table a line, in this order.
    private static readonly string[] Tables =
    [
        "ovs-vsctl", $"--timeout={SwitchRun.Seconds}", "--format=json", "--columns=name,datapath_type,ports", "list", "Bridge",
        "--", "--columns=_uuid,name,protected,interfaces", "list", "Port", "--", "--columns=_uuid,type,options,error", "list", "Interface",
    ];

    /// <summary>
    /// The state with the bridges as they are in the database, and with their ports. While the database does not answer nothing is known of them, and
    /// what the kernel has stands for them.
    /// </summary>
    public async Task<KernelState> CompletedAsync(KernelState state, CancellationToken cancel)
    {
        var links = state.Links.OfType<SwitchLink>().ToArray();
        if (await ShownAsync(cancel) is not { } shown)
            return links.Length == 0 || DriverSupport.IsInstalled("ovs-vsctl") ? state : With(state, links.Select(link => new OtherLink(link.Name, Tun)));
        using (shown)
        {
            var bridges = Rows(shown[0]);
            var datapaths = bridges.Where(row => IsOurs(row[0])).ToDictionary(row => row[0].GetString()!, row => row[1].GetString()!);
            var names = state.Links.Select(link => link.Name).ToHashSet();
            var alone = datapaths.Where(bridge => !names.Contains(bridge.Key))
                .Select(bridge => new SwitchLink(bridge.Key, IsUserSpace(bridge.Value), 0, null, false));
            var found = With(state, links.Select(link => Found(link, datapaths.GetValueOrDefault(link.Name))).Concat(alone));
            return found with { SwitchPorts = KernelItems<SwitchPort>.Of(Ports(bridges, Rows(shown[1]), Rows(shown[2]))) };
        }
    }

    private async Task<JsonTexts?> ShownAsync(CancellationToken cancel)
    {
        if (!await tools.HasFileAsync(Socket, cancel)) return null;
        var run = await tools.AskAsync(Tables, cancel);
        return run.ExitCode == 0 ? new(run.Output, 3) : null;
    }

    private static KernelState With(KernelState state, IEnumerable<KernelLink> found)
    {
        KernelLink[] links = [.. found];
        return state.WithLinks(links.Select(link => link.Name).ToHashSet(), links);
    }

    // A TAP without a bridge goes by itself. The kernel's own port without one does not: it counts as not set up, and is one again when its bridge is.
    private static KernelLink Found(SwitchLink link, string? datapath) => datapath is not null ? link with { IsUserSpace = IsUserSpace(datapath) }
        : link.IsUserSpace ? new OtherLink(link.Name, Tun)
        : link with { Up = false };

    private static IEnumerable<SwitchPort> Ports(Row[] bridges, Row[] ports, Row[] interfaces)
    {
        var portOf = ports.ToDictionary(row => SwitchJson.Id(row[0]));
        var interfaceOf = interfaces.ToDictionary(row => SwitchJson.Id(row[0]));
        return from bridge in bridges
               from id in SwitchJson.Ids(bridge[2])
               where portOf.ContainsKey(id)
               let port = portOf[id]
               where IsOurs(port[1]) && port[1].GetString() != bridge[0].GetString()
               select Port(bridge[0].GetString()!, port, [.. SwitchJson.Ids(port[3]).Where(interfaceOf.ContainsKey).Select(one => interfaceOf[one])]);
    }

    private static SwitchPort Port(string bridge, Row port, Row[] interfaces)
    {
        var name = port[1].GetString()!;
        var isProtected = port[2].GetBoolean();
        return interfaces is [var one]
            ? new(bridge, name, one[1].GetString()!, SwitchPort.OptionsOf(SwitchJson.Map(one[2])), isProtected, SwitchJson.Text(one[3]))
            : new(bridge, name, "bond", "", isProtected);
    }

    private static Row[] Rows(JsonElement table) =>
        [.. table.GetProperty("data").EnumerateArray().Select(row => row.EnumerateArray().ToImmutableArray())];

    private static bool IsUserSpace(string datapath) => datapath == SwitchLink.UserSpace;

    private static bool IsOurs(JsonElement name) => name.GetString()!.StartsWith(LinkNames.SwitchPrefix, StringComparison.Ordinal);
}
