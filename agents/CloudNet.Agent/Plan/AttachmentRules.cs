using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan;

/// <summary>What must hold of an attachment. Names and paths end up in command lines, so only plain characters are taken.</summary>
internal static class AttachmentRules
{
    private const int LongestInterfaceName = 15;

    /// <summary>Why this cannot be an interface's name, or null where it can.</summary>
    public static string? WhyNotInterface(string name) =>
        name.Length is < 1 or > LongestInterfaceName
            ? $"interface name '{name}' has {name.Length} characters; 1 to {LongestInterfaceName} are allowed"
        : name is "lo" or "." or ".." ? $"interface name '{name}' is taken by the system"
        : name[0] == '-' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? $"interface name '{name}' may hold letters, digits, '.', '_' and '-', and not begin with '-'"
        : null;

    /// <summary>Why this cannot be a network namespace's path, or null where it can.</summary>
    public static string? WhyNotNetns(string path) =>
        path.StartsWith('/') && path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-:@%+=,~".Contains(c))
            ? null
            : $"namespace path '{path}' must begin with '/' and hold plain characters only; bind it to a path under /run/netns";

    /// <summary>Why the attachment's addresses cannot be had in its network, or null where they can.</summary>
    public static string? WhyNotAddresses(Attachment attachment, NetworkOnHost network)
    {
        var hasIpv6 = network.Facts.HasIpv6;
        ImmutableArray<IPAddress> addresses = [.. attachment.Addresses.Where(address => hasIpv6 || address.AddressFamily == AddressFamily.InterNetwork)];
        if (addresses.IsEmpty) return "it has no address that can be had here; detach it and attach it anew";
        if (network.LeftFor(attachment) is { } left)
            return $"its address {left.Address} is on host {left.Host} now, where it was attached since; detach it here";
        foreach (var address in addresses)
        {
            if (network.SubnetFor(attachment, address) is not { } subnet)
                return $"its address {address} is outside this host's lease {string.Join(", ", network.Self.Subnets())}; detach it and attach it anew";
            if (address.Equals(subnet.Gateway) || address.Equals(subnet.Vtep))
                return $"its address {address} is the gateway's or the subnet's own; detach it and attach it anew";
        }
        return null;
    }

    /// <summary>Why the attachment's veth cannot be made, or null where it can.</summary>
    public static string? WhyNot(Attachment attachment) => WhyNotInterface(attachment.InterfaceName) ?? WhyNotNetns(attachment.NetnsPath);
}
