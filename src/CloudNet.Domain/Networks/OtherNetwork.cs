using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Domain.Networks;

/// <summary>A network that the tenant has already; one of several ranges may come once for each.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Range">A range of it.</param>
/// <param name="Plane">How its packets cross; null where that is no matter.</param>
public sealed record OtherNetwork(string Name, IPNetwork Range, DataPlane? Plane = null);
