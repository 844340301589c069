namespace CloudNet.Agent.Kernel;

/// <summary>What a message says that may concern CloudNet, or null.</summary>
internal delegate KernelEvent? NetlinkRule(NetlinkMessage message);
