using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;

namespace CloudNet.Controller.Gateway;

public sealed partial class AgentGateway
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Stream} is more than one message may hold, and host {Host} does not get it: give its workloads fewer labels, or the network fewer workloads")]
    private static partial void LogTooLarge(ILogger log, StreamName stream, HostId host);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stream}: a gap could not be read from the log, and is tried again: {Reason}")]
    private static partial void LogGap(ILogger log, StreamName stream, string reason);
}
