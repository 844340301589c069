using CloudNet.Controller.Gateway;
using MassTransit;

namespace CloudNet.Controller.Bus;

/// <summary>Lets this replica's gateway look after the link. The messages behind it do not wait for the answer.</summary>
public sealed class LinkContestedConsumer(LinkProbe probe) : IConsumer<LinkContested>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<LinkContested> context)
    {
        _ = probe.EndIfSilentAsync(context.Message.Host);
        return Task.CompletedTask;
    }
}
