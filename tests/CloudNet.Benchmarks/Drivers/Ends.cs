using System.Net;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.Benchmarks.Drivers;

/// <summary>Two containers on two hosts.</summary>
/// <param name="From">The one that calls.</param>
/// <param name="To">The one that answers.</param>
/// <param name="Address">Where the second one answers.</param>
internal sealed record Ends(NetworkNamespace From, NetworkNamespace To, IPAddress Address);
