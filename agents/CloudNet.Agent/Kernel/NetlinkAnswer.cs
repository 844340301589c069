namespace CloudNet.Agent.Kernel;

/// <summary>Takes one message of an answer.</summary>
internal delegate void NetlinkAnswer(in NetlinkMessage message);
