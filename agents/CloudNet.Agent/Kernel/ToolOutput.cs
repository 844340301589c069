namespace CloudNet.Agent.Kernel;

/// <summary>What a tool left behind.</summary>
/// <param name="ExitCode">Its exit status.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record ToolOutput(int ExitCode, string Output, string Errors);
