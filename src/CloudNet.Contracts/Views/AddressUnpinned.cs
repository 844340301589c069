using System.Net;

namespace CloudNet.Contracts.Views;

/// <summary>This address of the network is kept for nobody any more.</summary>
/// <param name="Address">The address.</param>
public sealed record AddressUnpinned(IPAddress Address) : ViewOperation;
