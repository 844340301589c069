using CloudNet.Contracts.Traces;

namespace CloudNet.Domain.Traces;

/// <summary>What is to be traced, as it was asked for and found right in itself.</summary>
/// <param name="From">Names who sends.</param>
/// <param name="To">Names whom to.</param>
/// <param name="Protocol">What is sent.</param>
/// <param name="Port">Where to; null with ICMP.</param>
public sealed record NewTrace(string From, string To, TraceProtocol Protocol, int? Port);
