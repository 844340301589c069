using System.Net.Sockets;

namespace CloudNet.Domain.Addressing;

/// <summary>What address families are called.</summary>
public static class FamilyName
{
    /// <summary>In sentences: <c>IPv4</c>, <c>IPv6</c>.</summary>
    public static string Of(AddressFamily family) => family == AddressFamily.InterNetwork ? "IPv4" : "IPv6";
}
