using System.Collections.Immutable;

namespace CloudNet.Agent.Control;

/// <summary>Give a workload other labels while it runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Network">Its network, by name or id; null where the name is enough.</param>
/// <param name="Set">Labels that it gets, or that get another value; those that are not named stay.</param>
/// <param name="Removed">Names of labels that it loses.</param>
internal sealed record LabelRequest(
    string Name, string? Network, ImmutableSortedDictionary<string, string> Set, IReadOnlyList<string> Removed) : ControlRequest;
