using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Cli;

/// <summary>Addresses as people mean them.</summary>
internal static class ExactAddress
{
    /// <summary>Takes an address in full only: the system's parser takes <c>10.1.2</c> for 10.1.0.2.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && (address.AddressFamily != AddressFamily.InterNetwork || address.ToString() == text);
}
