namespace CloudNet.Agent.Udp.Wire;

/// <summary>The TUN that was carried for is there no more.</summary>
/// <param name="message">Which, and the way out.</param>
internal sealed class LinkGoneException(string message) : Exception(message);
