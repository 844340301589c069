namespace CloudNet.Agent.Kernel;

/// <summary>The kernel, or a tool that speaks to it, did not do what was asked: an outside fault, to be tried again.</summary>
/// <param name="message">What, where and the tool's own words.</param>
internal sealed class KernelException(string message) : Exception(message);
