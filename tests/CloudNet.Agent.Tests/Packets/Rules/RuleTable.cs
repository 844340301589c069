namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>A table: its chains, sets and maps.</summary>
internal sealed class RuleTable(string name)
{
    /// <summary>Family and name: <c>inet cloudnet</c>.</summary>
    public string Name => name;

    /// <summary>Whether it is asked of frames that come in by ports of bridges, and of nothing else.</summary>
    public bool IsOfBridges { get; } = name.StartsWith("bridge ", StringComparison.Ordinal);

    /// <summary>Its chains by name.</summary>
    public Dictionary<string, RuleChain> Chains { get; } = [];

    /// <summary>Its sets and maps by name.</summary>
    public Dictionary<string, RuleSet> Sets { get; } = [];

    /// <summary>A chain that has to be there, as rules lead to it.</summary>
    public RuleChain Chain(string called) =>
        Chains.GetValueOrDefault(called) ?? throw new InvalidOperationException($"There is no chain '{called}' in table {name}.");

    /// <summary>A set or map that has to be there.</summary>
    public RuleSet Set(string called) =>
        Sets.GetValueOrDefault(called) ?? throw new InvalidOperationException($"There is no set or map '{called}' in table {name}.");
}
