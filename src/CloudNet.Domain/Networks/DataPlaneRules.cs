using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Naming;

namespace CloudNet.Domain.Networks;

/// <summary>What a network's way between hosts may be.</summary>
public static class DataPlaneRules
{
    /// <summary>Largest VNI (RFC 7348, 5: 24 bits).</summary>
    public const int LargestVni = 0xff_ffff;

    private const int LargestPort = 65535;

    private static readonly string[] Drivers =
        [.. Enum.GetValues<NetworkDriver>().OrderByDescending(driver => driver == NetworkDriver.Vxlan).Select(NameOf)];

    /// <summary>A driver's name, as people write it.</summary>
    public static string NameOf(NetworkDriver driver) => driver.ToString().ToLowerInvariant();

    /// <summary>The way that was asked for, with its defaults filled in; a VNI of 0 is one yet to be given.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="others">The tenant's other networks.</param>
    /// <param name="invalid">Takes what is wrong with it.</param>
    /// <param name="conflicts">Takes what other networks have.</param>
    public static DataPlane Parse(
        CreateNetwork request, IReadOnlyCollection<OtherNetwork> others, ICollection<FieldProblem> invalid, ICollection<FieldProblem> conflicts)
    {
        Add(invalid, Driver(request.Driver, out var driver));
        Add(invalid, Vni(request.Vni));
        Add(invalid, Port(request.Port));
        Add(invalid, Direct(request, driver));
        Add(conflicts, Taken(request.Vni, others));
        var plane = new DataPlane(
            driver, request.Vni ?? 0, request.Port, request.Mtu, request.Encrypted == true, request.DirectRouting == true,
            Preshared: request.Preshared == true);
        if (plane.HasKeys) plane = plane with { KeyGeneration = 1 };
        Add(conflicts, Taken(plane, others));
        Add(invalid, Needless(plane));
        Add(invalid, Keyless(plane));
        return plane with { Port = plane.Port ?? Default(plane, others) };
    }

    /// <summary>Whether each network has to have a UDP port of its own on a host.</summary>
    public static bool OwnsItsPort(DataPlane plane) => plane.HasKeys || plane.Driver == NetworkDriver.Udp;

    private static int? Default(DataPlane plane, IReadOnlyCollection<OtherNetwork> others) =>
        OwnsItsPort(plane) ? Free(plane.HasKeys ? DataPlane.WireguardPort : DataPlane.LowestUdpPort, others)
        : plane.Driver is NetworkDriver.Vxlan or NetworkDriver.Bridge ? DataPlane.VxlanPort
        : null;

    private static int Free(int lowest, IReadOnlyCollection<OtherNetwork> others)
    {
        var taken = others.SelectMany(other => other.Planes).Select(plane => plane.Port).OfType<int>().ToHashSet();
        while (taken.Contains(lowest)) lowest++;
        return lowest;
    }

    private static FieldProblem? Driver(string? text, out NetworkDriver driver)
    {
        var isKnown = Enum.TryParse(text, ignoreCase: true, out driver) && NameOf(driver) == text;
        if (!isKnown) driver = NetworkDriver.Vxlan;
        return text is null || isKnown
            ? null
            : new("driver", $"{Quoted.Text(text)} is no driver.", $"Use one of: {string.Join(", ", Drivers)}; or leave it out for {Drivers[0]}.");
    }

    private static FieldProblem? Vni(int? vni) => vni is < 1 or > LargestVni
        ? new("vni", $"A VNI is 1 to {LargestVni}; {vni} was given.", "Use one in these bounds, or leave it out: a free one is given.")
        : null;

    private static FieldProblem? Port(int? port) => port is < 1 or > LargestPort
        ? new("port", $"A UDP port is 1 to {LargestPort}; {port} was given.", "Use one in these bounds, or leave it out.")
        : null;

    private static FieldProblem? Direct(CreateNetwork request, NetworkDriver driver) =>
        request.DirectRouting == true && (driver != NetworkDriver.Vxlan || request.Encrypted == true)
            ? new("directRouting", $"Direct routing is of the driver vxlan, not encrypted; this is {(request.Encrypted == true ? "encrypted" : NameOf(driver))}.",
                "Leave it out, or use the driver vxlan without encryption.")
            : null;

    private static FieldProblem? Needless(DataPlane plane) => plane is { Port: not null, HasKeys: false, Driver: NetworkDriver.Routed or NetworkDriver.Gre }
        ? new("port", $"The driver {NameOf(plane.Driver)} has no UDP port.", "Leave it out.")
        : null;

    private static FieldProblem? Keyless(DataPlane plane) => plane is { Preshared: true, HasKeys: false }
        ? new("preshared", $"A pre-shared key is WireGuard's; this is {NameOf(plane.Driver)}, not encrypted.", "Encrypt the network, or use the driver wireguard.")
        : null;

    private static FieldProblem? Taken(int? vni, IEnumerable<OtherNetwork> others) =>
        vni is not null && others.FirstOrDefault(other => other.Vni == vni || other.Planes.Any(plane => plane.Vni == vni)) is { } holder
            ? new("vni", $"Network '{holder.Name}' has the VNI {vni}.", "Use another, or leave it out.")
            : null;

    // On one host two networks cannot listen on one port, but for VXLAN, which tells them apart by VNI.
    private static FieldProblem? Taken(DataPlane plane, IEnumerable<OtherNetwork> others) =>
        plane.Port is { } port && others.FirstOrDefault(
            other => other.Planes.Any(its => its.Port == port && (OwnsItsPort(plane) || OwnsItsPort(its)))) is { } holder
            ? new("port", $"Network '{holder.Name}' has the UDP port {port}, and the two would meet on a host.", "Use another, or leave it out.")
            : null;

    private static void Add(ICollection<FieldProblem> problems, FieldProblem? problem)
    {
        if (problem is not null) problems.Add(problem);
    }
}
