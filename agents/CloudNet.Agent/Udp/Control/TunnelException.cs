namespace CloudNet.Agent.Udp.Control;

/// <summary>A tunnel did not do what was asked of it.</summary>
/// <param name="message">Why, and the way out.</param>
internal sealed class TunnelException(string message) : Exception(message);
