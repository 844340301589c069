using CloudNet.Controller.Gateway;
using MassTransit;

namespace CloudNet.Controller.Bus;

/// <summary>Hands committed changes to this replica's links and pages.</summary>
public sealed class ChangesCommittedConsumer(AgentGateway gateway, ChangeFeed feed) : IConsumer<ChangesCommitted>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ChangesCommitted> context)
    {
        await gateway.DeliverAsync(context.Message.Changes, context.CancellationToken);
        feed.Signal();
    }
}
