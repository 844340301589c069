using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Domain.Networks;

/// <summary>A network that the tenant has already; one of several ranges may come once for each.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Range">A range of it.</param>
/// <param name="Plane">How its packets cross; null where that is no matter.</param>
/// <param name="Next">The way across that it is on its way to; null where there is none.</param>
/// <param name="Vni">Number of its bridge, where that is another than its way's; null: it is the same.</param>
public sealed record OtherNetwork(string Name, IPNetwork Range, DataPlane? Plane = null, NextPlane? Next = null, int? Vni = null)
{
    /// <summary>The ways across that it has.</summary>
    public IEnumerable<DataPlane> Planes => new[] { Plane, Next?.Plane }.OfType<DataPlane>();
}
