namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>A line of nft's words that the tracer does not know: it says nothing of packets where it would have to guess.</summary>
internal sealed class UnknownRuleException(string line, string at)
    : Exception($"The packet tracer does not know '{at}' in: {line}. Teach it (tests/CloudNet.Agent.Tests/Packets/Rules), with a test of its own.");
