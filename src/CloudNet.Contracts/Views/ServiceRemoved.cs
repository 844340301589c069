using CloudNet.Contracts.Services;

namespace CloudNet.Contracts.Views;

/// <summary>This service is in the network no longer.</summary>
/// <param name="Id">The service.</param>
public sealed record ServiceRemoved(ServiceId Id) : ViewOperation;
