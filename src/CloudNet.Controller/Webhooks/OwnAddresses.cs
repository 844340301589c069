using System.Net;
using System.Net.NetworkInformation;

namespace CloudNet.Controller.Webhooks;

/// <summary>The addresses of this machine, whatever networks they are of. They may change, so they are looked up again after a while.</summary>
public sealed class OwnAddresses(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private readonly Lock looking = new();
    private IReadOnlySet<IPAddress> found = new HashSet<IPAddress>();
    private long? lookedAt;

    /// <summary>Those of all its interfaces, as they were within the last 10 seconds.</summary>
    public IReadOnlySet<IPAddress> Now
    {
        get
        {
            lock (looking)
            {
                if (lookedAt is { } at && clock.GetElapsedTime(at) < Kept) return found;
                (found, lookedAt) = (Look(), clock.GetTimestamp());
                return found;
            }
        }
    }

    private static HashSet<IPAddress> Look() =>
        [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address)];
}
