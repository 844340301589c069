using CloudNet.Contracts.Wire;
using CloudNet.Controller.Traces;
using MassTransit;

namespace CloudNet.Controller.Bus;

/// <summary>Puts the bus into the controller: in memory for one replica, RabbitMQ for several.</summary>
public static class BusSetup
{
    /// <summary>Setting that holds RabbitMQ's address, <c>amqp://user:password@host:port/vhost</c>; none: in memory.</summary>
    public const string RabbitMqSetting = "Bus:RabbitMq";

    /// <summary>Adds the bus, what it carries to whom, and the change relay.</summary>
    public static IServiceCollection AddBus(this IServiceCollection services, IConfiguration settings)
    {
        var address = settings[RabbitMqSetting] is { Length: > 0 } given ? new Uri(given) : null;
        var replica = new Replica(isAlone: address is null);
        services.AddSingleton(replica).AddSingleton<ChangeFeed>().AddSingleton<ReportOutbox>().AddSingleton<TraceDesk>();
        services.AddHostedService(provider => provider.GetRequiredService<ReportOutbox>()).AddHostedService<ChangeRelay>();
        services.AddMassTransit(bus =>
        {
            // Nothing of an operator's network is told to anybody outside it.
            bus.DisableUsageTelemetry();
            bus.AddConsumer<ChangesCommittedConsumer>();
            bus.AddConsumer<StatusStoredConsumer>();
            bus.AddConsumer<LinkContestedConsumer>();
            bus.AddConsumer<AgentAskedConsumer>();
            bus.AddConsumer<AgentAnsweredConsumer>();
            bus.AddConsumer<HostReportedConsumer>();
            if (address is not null) UseRabbitMq(bus, address, replica);
            else UseMemory(bus, replica);
        });
        services.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = false);
        return services;
    }

    private static void UseMemory(IBusRegistrationConfigurator bus, Replica replica) => bus.UsingInMemory((context, transport) =>
    {
        UseContracts(transport);
        transport.ReceiveEndpoint($"replica-{replica.Name}", endpoint => ToEveryReplica(context, endpoint));
        transport.ReceiveEndpoint("host-reports", endpoint => ToOneReplica(context, endpoint));
    });

    private static void UseRabbitMq(IBusRegistrationConfigurator bus, Uri address, Replica replica) => bus.UsingRabbitMq((context, transport) =>
    {
        transport.Host(address);
        UseContracts(transport);
        transport.ReceiveEndpoint($"replica-{replica.Name}", endpoint =>
        {
            endpoint.AutoDelete = true;
            endpoint.Durable = false;
            ToEveryReplica(context, endpoint);
        });
        transport.ReceiveEndpoint("host-reports", endpoint => ToOneReplica(context, endpoint));
    });

    /// <summary>One message at a time, so that changes stay in order. What fails is found again by the gateway's sweep.</summary>
    private static void ToEveryReplica(IBusRegistrationContext context, IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConcurrentMessageLimit = 1;
        endpoint.DiscardFaultedMessages();
        endpoint.ConfigureConsumer<ChangesCommittedConsumer>(context);
        endpoint.ConfigureConsumer<StatusStoredConsumer>(context);
        endpoint.ConfigureConsumer<LinkContestedConsumer>(context);
        endpoint.ConfigureConsumer<AgentAskedConsumer>(context);
        endpoint.ConfigureConsumer<AgentAnsweredConsumer>(context);
    }

    /// <summary>Shared by the replicas; a batch that cannot be stored is tried again, and then left to the hosts' next reports.</summary>
    private static void ToOneReplica(IBusRegistrationContext context, IReceiveEndpointConfigurator endpoint)
    {
        endpoint.PrefetchCount = 1000;
        endpoint.DiscardFaultedMessages();
        endpoint.UseMessageRetry(retry => retry.Exponential(5, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(500)));
        endpoint.ConfigureConsumer<HostReportedConsumer>(context, consumer => consumer.Options<BatchOptions>(batch =>
            batch.SetMessageLimit(500).SetTimeLimit(TimeSpan.FromMilliseconds(50)).SetConcurrencyLimit(1)));
    }

    private static void UseContracts(IBusFactoryConfigurator transport) => transport.ConfigureJsonSerializerOptions(options =>
    {
        options.Converters.Add(new IPAddressConverter());
        options.Converters.Add(new IPNetworkConverter());
        return options;
    });
}
