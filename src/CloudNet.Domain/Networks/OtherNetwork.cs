using System.Net;

namespace CloudNet.Domain.Networks;

/// <summary>A network that the tenant has already; one of several ranges may come once for each.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Range">A range of it.</param>
public sealed record OtherNetwork(string Name, IPNetwork Range);
