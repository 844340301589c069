namespace CloudNet.Contracts.Hosts;

/// <summary>Changes a host; what is left out stays as it is.</summary>
/// <param name="Labels">
/// Labels to give to it, by key; one whose value is null is taken from it. Labels that are not named stay. A host has at most 32; a key
/// is 1 to 63 characters without <c>=</c>, a value at most 63.
/// </param>
public sealed record ChangeHost(IReadOnlyDictionary<string, string?>? Labels = null);
