using MassTransit;

namespace CloudNet.Controller.Bus;

/// <summary>Tells this replica's pages that something new is known of hosts.</summary>
public sealed class StatusStoredConsumer(ChangeFeed feed) : IConsumer<StatusStored>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<StatusStored> context)
    {
        feed.Signal();
        return Task.CompletedTask;
    }
}
