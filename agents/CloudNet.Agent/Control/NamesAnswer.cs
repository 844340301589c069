using System.Net;

namespace CloudNet.Agent.Control;

/// <summary>How they do.</summary>
/// <param name="Servers">The addresses to ask.</param>
/// <param name="Search">What they need not write behind a name.</param>
internal sealed record NamesAnswer(IReadOnlyList<IPAddress> Servers, IReadOnlyList<string> Search) : ControlAnswer;
