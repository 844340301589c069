using System.Net;

namespace CloudNet.Agent.Enrol;

/// <summary>Finds an address of this host that peers could send to, or answers null.</summary>
internal delegate Task<IPAddress?> UnderlayGuessing(ControllerAddress controller, CancellationToken stop);
