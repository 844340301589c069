namespace CloudNet.Contracts.Services;

/// <summary>A workload fails the health check of a service, or was not found to pass it yet.</summary>
/// <param name="Service">The service.</param>
/// <param name="Reason">Why, as it was when that was decided; at most 255 characters.</param>
public sealed record FailingCheck(ServiceId Service, string Reason);
