using System.Net;

namespace CloudNet.Contracts.Wire;

/// <summary>A range as text: <c>10.100.0.0/16</c>. Host bits that are set are an error (<see cref="IPNetwork"/>).</summary>
public sealed class IPNetworkConverter : ParsedTextConverter<IPNetwork>;
