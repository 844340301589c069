using CloudNet.Controller.Traces;
using MassTransit;

namespace CloudNet.Controller.Bus;

/// <summary>Gives answers of agents to who waits for them at this replica.</summary>
public sealed class AgentAnsweredConsumer(TraceDesk desk) : IConsumer<AgentAnswered>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<AgentAnswered> context)
    {
        desk.Take(context.Message);
        return Task.CompletedTask;
    }
}
