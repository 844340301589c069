using System.Text;
using CloudNet.Controller.Gateway;
using MassTransit;

namespace CloudNet.Controller.Bus;

/// <summary>Sends to this replica's links what is for them. Where it is the only one, it knows also who has none.</summary>
public sealed class AgentAskedConsumer(AgentGateway gateway, Replica replica) : IConsumer<AgentAsked>
{
    private const string NotLinked = "it is not linked to the controller any more";
    private const string TooOld = "its agent is older than such questions; install the one that the controller gives out";
    private const string Busy = "its link does not keep up";

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<AgentAsked> context)
    {
        var asked = context.Message;
        var whyNot = gateway.Find(asked.Host) is not { } link ? replica.IsAlone ? NotLinked : null
            : link.Protocol < asked.Version ? TooOld
            : link.TryAsk(asked.Question, new Frame(Encoding.UTF8.GetBytes(asked.Message))) ? null : Busy;
        if (whyNot is not null) await context.Publish(new AgentAnswered(asked.Host, asked.Question, null, whyNot), context.CancellationToken);
    }
}
