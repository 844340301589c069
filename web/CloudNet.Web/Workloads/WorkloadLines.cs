using CloudNet.Web.Fleet;

namespace CloudNet.Web.Workloads;

/// <summary>Command lines about workloads, for empty pages.</summary>
public static class WorkloadLines
{
    /// <summary>Attaches a container on a host, to the first network that there is.</summary>
    public static string Attach(FleetSnapshot fleet) =>
        $"cloudnet attach <pid or namespace> --network {(fleet.Networks.Count > 0 ? fleet.Networks[0].Name : "blue")} --name web --label app=web";
}
