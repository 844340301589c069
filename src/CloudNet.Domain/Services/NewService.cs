using System.Net;
using System.Net.Sockets;

namespace CloudNet.Domain.Services;

/// <summary>A service that may be made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Addresses">The addresses that were picked by hand, IPv4 first; empty: a free one of each of <paramref name="Families"/>.</param>
/// <param name="Families">The families that it has an address of, IPv4 first; none where it is headless.</param>
/// <param name="Settings">Everything else.</param>
public sealed record NewService(
    string Name, IReadOnlyList<IPAddress> Addresses, IReadOnlyList<AddressFamily> Families, ServiceSettings Settings);
