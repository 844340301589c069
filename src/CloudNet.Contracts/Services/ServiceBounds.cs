namespace CloudNet.Contracts.Services;

/// <summary>How much a service may have: one rule for hosts and for the API.</summary>
public static class ServiceBounds
{
    /// <summary>Most ports of a service.</summary>
    public const int Ports = 32;

    /// <summary>Most labels of a selector.</summary>
    public const int Terms = 8;

    /// <summary>Most fixed backends of a service.</summary>
    public const int FixedBackends = 256;

    /// <summary>Most places among which a connection is drawn: the weights of all backends together, after what they have in common is divided out.</summary>
    public const int Slots = 4096;

    /// <summary>The largest weight of a backend.</summary>
    public const int Weight = 100;

    /// <summary>The weight of a backend of which nothing is said.</summary>
    public const int UsualWeight = 1;

    /// <summary>The longest affinity: a day; seconds.</summary>
    public const int AffinitySeconds = 86_400;

    /// <summary>The affinity where nothing else is said: three hours; seconds.</summary>
    public const int UsualAffinitySeconds = 10_800;
}
