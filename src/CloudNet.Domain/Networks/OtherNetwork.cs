using System.Net;

namespace CloudNet.Domain.Networks;

/// <summary>A network that the tenant has already.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Range">Its range.</param>
public sealed record OtherNetwork(string Name, IPNetwork Range);
