using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Control;

/// <summary>A network as <c>cloudnet status</c> shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id.</param>
/// <param name="Driver">How packets cross.</param>
/// <param name="Subnet">This host's share, <c>10.100.1.0/24</c>, of each family; null where it has none.</param>
/// <param name="Revision">Revision of the view had.</param>
/// <param name="Applied">Revision that the kernel was last found to agree with; null for none yet.</param>
/// <param name="Peers">How many other hosts are in it.</param>
/// <param name="Reached">How many of them answer through it; null where none was probed yet.</param>
internal sealed record NetworkState(string Name, NetworkId Id, NetworkDriver Driver, string? Subnet, long Revision, long? Applied, int Peers, int? Reached);
