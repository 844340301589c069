using System.CommandLine;

namespace CloudNet.Agent.Cli;

/// <summary>An option whose empty word means something: that what it sets is nothing any more.</summary>
/// <param name="name">Its name, with the dashes.</param>
internal sealed class ClearableOption(string name) : Option<string?>(name);
