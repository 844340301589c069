using CloudNet.Contracts.Workloads;

namespace CloudNet.Web.Workloads;

/// <summary>Workloads in words.</summary>
public static class WorkloadWords
{
    /// <summary>Its addresses: <c>10.100.1.2, fd00:100:0:1::2</c>.</summary>
    public static string AddressText(this WorkloadRecord workload) => string.Join(", ", workload.Addresses);
}
