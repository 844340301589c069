namespace CloudNet.EndToEnd.Controllers;

/// <summary>What a controller of the lab is told.</summary>
/// <param name="Name">Name of its folder and its log.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="Database">Connection string; null: it looks after a PostgreSQL of its own.</param>
/// <param name="Bus">RabbitMQ; null: it is the only replica.</param>
/// <param name="Sweep">Seconds between the gateway's looks at the database; null: as it is by itself.</param>
/// <param name="Leases">How long leases last; null: as it is by itself.</param>
public sealed record ControllerSettings(
    string Name = "controller", int Port = 8080, string? Database = null, string? Bus = null, int? Sweep = null,
    LeaseSettings? Leases = null)
{
    public const string User = "admin";
    public const string Password = "a-password-for-tests-1";
}
