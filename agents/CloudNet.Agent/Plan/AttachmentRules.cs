using System.Text;

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

    /// <summary>Why the attachment cannot be built in its network, or null where it can.</summary>
    public static string? WhyNot(Attachment attachment, NetworkOnHost network, VethPeer peer)
    {
        var subnet = network.Subnet;
        if (!Ipv4.Is(attachment.Address) || !subnet.Contains(attachment.Address))
            return $"its address {attachment.Address} is outside this host's lease {subnet}; detach it and attach it anew";
        if (attachment.Address.Equals(network.Gateway) || attachment.Address.Equals(subnet.BaseAddress))
            return $"its address {attachment.Address} is the gateway's or the subnet's own; detach it and attach it anew";
        return WhyNotInterface(attachment.InterfaceName) ?? WhyNotNetns(attachment.NetnsPath)
            ?? (Encoding.UTF8.GetByteCount(peer.ToString()) > VethPeer.LongestText
                ? $"namespace path '{attachment.NetnsPath}' is too long; bind it to a shorter one under /run/netns"
                : null);
    }
}
