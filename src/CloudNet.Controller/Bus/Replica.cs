namespace CloudNet.Controller.Bus;

/// <summary>This process among its equals.</summary>
public sealed class Replica(bool isAlone)
{
    /// <summary>Unique among the replicas that run; new at each start.</summary>
    public string Name { get; } = $"{Environment.MachineName.ToLowerInvariant()}-{Convert.ToHexStringLower(Guid.CreateVersion7().ToByteArray()[10..])}";

    /// <summary>Whether there are no others: without RabbitMQ, none could be told of anything.</summary>
    public bool IsAlone => isAlone;
}
